"""The methods of intervision, from files, and a session that goes through one."""
