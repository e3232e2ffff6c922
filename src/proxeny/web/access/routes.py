"""Addresses of signing in, of one's own account and of people; each says who may."""

from __future__ import annotations

from allauth.account import views as own
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import path

from proxeny.web.access.needs import Need, Route, guard
from proxeny.web.views import account, join, people


def account_routes() -> list[Route]:
    """All of them; signing up oneself has an address only where the settings open it."""
    open_to_all = [
        path("account/login/", own.login, name="account_login"),
        path("account/logout/", own.logout, name="account_logout"),
        path("account/closed/", own.account_inactive, name="account_inactive"),
        path("account/second-factor/authenticate/", factor.authenticate, name="mfa_authenticate"),
        path("account/kept/", account.show_kept, name="account-kept"),
        path("join/<str:secret>/", join.show_join, name="join"),
    ]
    if settings.SIGN_UP_IS_OPEN:
        open_to_all.append(path("account/signup/", own.signup, name="account_signup"))
    for_oneself = [
        path("account/", account.show_account, name="account"),
        path("account/tokens/", account.make_token, name="account-tokens"),
        path("account/tokens/<int:number>/revoke/", account.revoke_token, name="account-revoke"),
        path("account/password/", own.password_change, name="account_change_password"),
        path("account/reauthenticate/", own.reauthenticate, name="account_reauthenticate"),
        path("account/second-factor/", account.show_factor, name="mfa_index"),
        path("account/second-factor/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
        path("account/second-factor/activate/", totp.activate_totp, name="mfa_activate_totp"),
        path("account/second-factor/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
        path("account/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
        path("account/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    ]
    for_administrators = [
        path("people/", people.show_people, name="people"),
        path("people/invite/", people.invite_somebody, name="people-invite"),
        path("people/invitations/<int:number>/withdraw/", people.withdraw_invitation, name="people-withdraw"),
        path("people/sign-ins/", people.show_sign_ins, name="people-sign-ins"),
        path("people/<str:username>/role/", people.change_role, name="people-role"),
        path("people/<str:username>/reset/", people.reset_password, name="people-reset"),
        path("people/<str:username>/remove/", people.remove_account, name="people-remove"),
    ]
    return [
        *guard(Need.ANYBODY, Need.ANYBODY, open_to_all),
        *guard(Need.SIGNED_IN, Need.SIGNED_IN, for_oneself),
        *guard(Need.ADMINISTER, Need.ADMINISTER, for_administrators),
    ]
