# Shows the RuntimeWarning: a coroutine function is called, but its coroutine is never awaited.
import asyncio


async def send_receipt(order_id):
    await asyncio.sleep(0)
    print("sent", order_id)


async def main():
    send_receipt(17)
    print("done")


asyncio.run(main())
