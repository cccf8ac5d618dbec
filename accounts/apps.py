from django.apps import AppConfig

from accounts.domain.personal import register


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and privacy"

    def ready(self) -> None:
        register(
            model="accounts.User",
            owner="id",
            columns=("username", "email", "first_name", "last_name", "level", "board", "date_joined", "last_login"),
        )
        register(model="accounts.Notice")
        register(model="accounts.Session", columns=("expire_date",))
        register(
            model="account.EmailAddress", columns=("email", "verified", "primary"), children=("emailconfirmation",)
        )
        register(model="mfa.Authenticator", columns=("type", "created_at", "last_used_at"))
        register(model="admin.LogEntry", columns=("action_time", "object_repr", "action_flag"))
