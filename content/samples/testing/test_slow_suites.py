import contextlib
import io

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db import connection
from django.test import TestCase, TransactionTestCase

from recording.running import run
from shop.factories import OrderFactory
from shop.models import Order, User


class ThreeTests:
    """The same three tests, whatever class they stand in."""

    def test_number_of_orders(self):
        self.assertEqual(Order.objects.count(), 5)

    def test_orders_are_open(self):
        self.assertFalse(Order.objects.exclude(status="open").exists())

    def test_logged_in(self):
        self.assertIn("_auth_user_id", self.client.session)


def test_what_a_base_class_costs(show, settings, monkeypatch):
    """Three tests, and what their base class does for each of them."""
    hasher = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [hasher]
    words, hashed, encode = [], [], PBKDF2PasswordHasher.encode

    def counted(hasher, password, salt, iterations=None):
        hashed.append(password)
        return encode(hasher, password, salt, iterations)

    def sent(execute, sql, params, many, context):
        words.append(sql.split()[0])
        return execute(sql, params, many, context)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    # Counted, not timed: one round is enough.
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1)
    with show("before"):

        class ShopTestCase(TransactionTestCase):
            def setUp(self):
                OrderFactory.create_batch(5, lines=2)
                User.objects.create_user("anna", password="secret")
                self.client.login(username="anna", password="secret")

    with show("after"):

        class FastTestCase(TestCase):
            @classmethod
            def setUpTestData(cls):
                OrderFactory.create_batch(5, lines=2)
                cls.anna = User.objects.create_user("anna")

            def setUp(self):
                self.client.force_login(self.anna)

    def work(base):
        """What three tests on this base send, in words of SQL, and hash."""
        words.clear()
        hashed.clear()
        tests = type("Tests", (ThreeTests, base), {})
        with connection.execute_wrapper(sent):
            with contextlib.redirect_stdout(io.StringIO()) as output:
                run(tests)
        assert output.getvalue() == "3 run, 0 failed\n"
        return (
            f"INSERT {words.count('INSERT')}, "
            f"TRUNCATE {words.count('TRUNCATE')}, "
            f"passwords hashed {len(hashed)}"
        )

    # Outside of the blocks: a TRUNCATE names its tables in any order.
    counts = {
        base.__name__: work(base) for base in (ShopTestCase, FastTestCase)
    }
    with show("counted") as block:
        for name, count in counts.items():
            print(f"{name}: {count}")
    assert block.output == (
        "ShopTestCase: INSERT 129, TRUNCATE 3, passwords hashed 6\n"
        "FastTestCase: INSERT 37, TRUNCATE 0, passwords hashed 0\n"
    )


def test_price_of_a_password(show, settings):
    """What a hasher is told to repeat, and a hasher for tests."""
    with show("hashers") as block:
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher"
        ]
        print(make_password("secret", salt="of-a-sample")[:26])
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.MD5PasswordHasher"
        ]
        print(make_password("secret", salt="of-a-sample")[:15])
    assert block.output == "pbkdf2_sha256$1000000$of-a\nmd5$of-a-sample\n"
