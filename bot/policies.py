"""What the settings say about how people are dealt with."""

from datetime import timedelta

from bot.networks import NetworkSettings
from bot.settings import Settings
from domain.availability import CampaignRules
from domain.people import Role
from domain.substitution import SubstitutionRules
from domain.summaries import SummaryRules
from handlers.base import Policy


def of(settings: Settings, of_networks: NetworkSettings) -> Policy:
    """The policy of this installation."""
    return Policy(
        consent_version=settings.consent_version,
        code_lifetime=timedelta(hours=settings.join_code_hours),
        substitution=SubstitutionRules(
            approval=settings.substitution_approval,
            patience=timedelta(hours=settings.substitution_hours),
        ),
        campaign=CampaignRules(day=settings.availability_day),
        doors=of_networks.doors,
        budgets=of_networks.budgets,
        summaries=SummaryRules(settings.summary_from, Role(settings.summary_to)),
        backup_within=timedelta(hours=settings.backup_hours) if settings.backup_hours else None,
    )
