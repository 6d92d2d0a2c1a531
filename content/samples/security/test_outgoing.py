import ipaddress
import socket


def is_public(host, port):
    found = socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP)
    addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
    return all(address.is_global for address in addresses)


def test_addresses_that_are_not_public(show):
    """Numbers only, so that no name server is asked."""
    with show("check", code=is_public) as block:
        for host in (
            "93.184.216.34",
            "127.0.0.1",
            "10.0.0.1",
            "169.254.169.254",
            "::1",
            "224.0.0.1",
            "64:ff9b::a00:1",
        ):
            print(host.ljust(16), is_public(host, 443))
    assert block.output.split()[1::2] == (
        ["True", "False", "False", "False", "False", "True", "True"]
    )
