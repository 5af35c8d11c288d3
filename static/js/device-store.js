// What waits on this device until it is saved. Only ciphertext lies here.
const open = () =>
  new Promise((done, fail) => {
    const asked = indexedDB.open("waiting", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("sealed", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });

let opened = null;

const act = async (mode, does) => {
  opened ??= open();
  const transaction = (await opened).transaction("sealed", mode, { durability: "strict" });
  const request = does(transaction.objectStore("sealed"));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
};

export const all = () => act("readonly", (store) => store.getAll());
export const put = (row) => act("readwrite", (store) => store.put(row));
export const remove = (id) => act("readwrite", (store) => store.delete(id));
export const clear = () => act("readwrite", (store) => store.clear());
