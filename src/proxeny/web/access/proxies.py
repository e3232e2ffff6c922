"""What a trusted proxy tells of the client, and cookies that travel encrypted."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from proxeny.register.accounts.operations.log import network_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class TrustedProxies:
    """Believes the forwarding headers of the proxies named in the settings, and of nobody else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.networks = [ip_network(one, strict=False) for one in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.networks and self._trusts(request.META.get("REMOTE_ADDR", "")):
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
            # The last hop that is no proxy of ours is the client, as far as our own proxies know.
            strangers = [hop for hop in reversed(hops) if not self._trusts(hop)]
            if strangers and network_of(strangers[0]):
                request.META["REMOTE_ADDR"] = strangers[0]
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip() == "https":
                request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)

    def _trusts(self, address: str) -> bool:
        try:
            known = ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self.networks)


class SecureCookies:
    """Cookies are marked Secure, except on this machine itself or where the settings give HTTPS up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.cookies and travels_secure(request):
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response


def travels_secure(request: HttpRequest) -> bool:
    """Whether cookies of this answer may travel encrypted only."""
    if request.is_secure():
        return True
    host, _ = split_domain_port(request.META.get("HTTP_HOST", ""))
    return not settings.PLAIN_HTTP and host not in settings.LOOPBACK_HOSTS
