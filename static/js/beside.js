// A sign-in in this window is told to the others: they save what waited for it.
new BroadcastChannel("signed-in").postMessage("");
