# Shows a PostgreSQL deadlock: two transactions lock the same two rows in opposite order.
import os
import threading

import psycopg

URL = os.environ["DATABASE_URL_POSTGRES"].replace("postgres://", "postgresql://", 1)
both_hold_one_row = threading.Barrier(2, timeout=5)


def transfer(source, target):
    change = "UPDATE repro_accounts SET balance = balance + %s WHERE id = %s"
    with psycopg.connect(URL) as connection:
        connection.execute(change, (-10, source))
        both_hold_one_row.wait()
        connection.execute(change, (10, target))


with psycopg.connect(URL, autocommit=True) as setup:
    setup.execute("DROP TABLE IF EXISTS repro_accounts")
    setup.execute("CREATE TABLE repro_accounts (id int PRIMARY KEY, balance int NOT NULL)")
    setup.execute("INSERT INTO repro_accounts VALUES (1, 100), (2, 100)")
    try:
        threads = [threading.Thread(target=transfer, args=pair) for pair in ((1, 2), (2, 1))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        setup.execute("DROP TABLE repro_accounts")
