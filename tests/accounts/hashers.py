"""A way to keep passwords that counts how often it was asked to work: what takes the time of signing in."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """As fast as the one of all tests."""

    algorithm = "counted_md5"
    worked = 0

    def encode(self, password, salt):
        type(self).worked += 1
        return super().encode(password, salt)


def work_of(act) -> int:
    """Returns how many passwords were hashed while something was done."""
    before = CountingHasher.worked
    act()
    return CountingHasher.worked - before
