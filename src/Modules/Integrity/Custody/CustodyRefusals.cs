using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody;

/// <summary>Why custody refuses a command.</summary>
public static class CustodyRefusals
{
    internal static readonly ResourceManager Texts = new("ElJournal.Integrity.Custody.CustodyRefusalTexts", typeof(CustodyRefusals).Assembly);

    public static readonly RefusalKind RulesLackAct = Kind("custody_rules_lack_act");
    public static readonly RefusalKind RulesReachBack = Kind("custody_rules_reach_back");
    public static readonly RefusalKind RulesAreOff = Kind("custody_rules_are_off");

    public static readonly RefusalKind MediumLacksLabel = Kind("medium_lacks_label");
    public static readonly RefusalKind MediumLacksPlace = Kind("medium_lacks_place");
    public static readonly RefusalKind MediumIsOfNoKind = Kind("medium_is_of_no_kind");
    public static readonly RefusalKind MediumIsNamedTwice = Kind("medium_is_named_twice");
    public static readonly RefusalKind MediumIsUnknown = Kind("medium_is_unknown");
    public static readonly RefusalKind MediumIsWithdrawn = Kind("medium_is_withdrawn");
    public static readonly RefusalKind KeeperIsUnknown = Kind("keeper_is_unknown");
    public static readonly RefusalKind ReasonIsUnknown = Kind("custody_reason_is_unknown");
    public static readonly RefusalKind DayIsOff = Kind("custody_day_is_off");

    public static readonly RefusalKind SumIsNoSum = Kind("copy_sum_is_no_sum");
    public static readonly RefusalKind CopyIsOfNoArchive = Kind("copy_is_of_no_archive");
    public static readonly RefusalKind CopyIsDamaged = Kind("copy_is_damaged");
    public static readonly RefusalKind ArchiveIsDestroyed = Kind("archive_is_destroyed");
    public static readonly RefusalKind CopyIsUnknown = Kind("copy_is_unknown");
    public static readonly RefusalKind CheckLacksResult = Kind("check_lacks_result");
    public static readonly RefusalKind CheckDiffers = Kind("check_differs");

    public static readonly RefusalKind ClassIsUnknown = Kind("print_class_is_unknown");
    public static readonly RefusalKind SheetsAreOff = Kind("print_sheets_are_off");
    public static readonly RefusalKind PrintIsCertified = Kind("print_is_certified");
    public static readonly RefusalKind PrintIsNotCertified = Kind("print_is_not_certified");

    public static readonly RefusalKind YearIsUnknown = Kind("custody_year_is_unknown");
    public static readonly RefusalKind KindsAreMissing = Kind("custody_kinds_are_missing");
    public static readonly RefusalKind BasisIsMissing = Kind("custody_basis_is_missing");
    public static readonly RefusalKind HoldIsUnknown = Kind("hold_is_unknown");
    public static readonly RefusalKind HoldIsLifted = Kind("hold_is_lifted");
    public static readonly RefusalKind TermRuns = Kind("retention_term_runs");
    public static readonly RefusalKind HoldStands = Kind("retention_hold_stands");
    public static readonly RefusalKind ActLacksNumber = Kind("act_lacks_number");
    public static readonly RefusalKind CommissionIsSmall = Kind("act_commission_is_small");
    public static readonly RefusalKind NothingToDestroy = Kind("act_has_nothing");
    public static readonly RefusalKind ActIsUnsure = Kind("act_is_unsure");

    private static RefusalKind Kind(string name) => new("integrity." + name, Texts);
}
