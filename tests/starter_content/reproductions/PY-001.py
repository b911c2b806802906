# Shows UnboundLocalError: a later assignment makes the name local to the whole function.
count = 0


def handle_request():
    print("requests so far:", count)
    count += 1


handle_request()
