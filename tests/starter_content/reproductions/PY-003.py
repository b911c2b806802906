# Shows RuntimeError: keys are deleted from a dict while a loop walks over it.
sessions = {"a": 10, "b": 99, "c": 12}

for key, age in sessions.items():
    if age > 60:
        del sessions[key]
