using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Why the module refuses.</summary>
public static class Refusals
{
    /// <summary>One sentence for an unknown login, a wrong password and a locked account: it tells a stranger nothing.</summary>
    public static readonly RefusalKind SignInFailed = Kind("sign_in_failed");

    public static readonly RefusalKind SchoolIsUnknown = Kind("school_is_unknown");
    public static readonly RefusalKind AccountExists = Kind("account_exists");
    public static readonly RefusalKind AccountIsUnknown = Kind("account_is_unknown");
    public static readonly RefusalKind LoginIsTaken = Kind("login_is_taken");
    public static readonly RefusalKind LoginIsWrong = Kind("login_is_wrong");
    public static readonly RefusalKind LastAdministrator = Kind("last_administrator");
    public static readonly RefusalKind PasswordIsShort = Kind("password_is_short");
    public static readonly RefusalKind PasswordIsLong = Kind("password_is_long");
    public static readonly RefusalKind PasswordIsWeak = Kind("password_is_weak");
    public static readonly RefusalKind SetupCodeIsDead = Kind("setup_code_is_dead");
    public static readonly RefusalKind AccountIsAnothers = Kind("account_is_anothers");
    public static readonly RefusalKind GuardianIsUnknown = Kind("guardian_is_unknown");
    public static readonly RefusalKind ViewAsNeedsReason = Kind("view_as_needs_reason");
    public static readonly RefusalKind EyesAreClosed = Kind("eyes_are_closed");
    public static readonly RefusalKind NothingToSee = Kind("nothing_to_see");

    public static readonly RefusalKind PupilIsUnknown = Kind("pupil_is_unknown");
    public static readonly RefusalKind PersonIsUnknown = Kind("person_is_unknown");
    public static readonly RefusalKind PersonalDataRulesLackAct = Kind("personal_data_rules_lack_act");
    public static readonly RefusalKind PersonalDataRulesAreEmpty = Kind("personal_data_rules_are_empty");
    public static readonly RefusalKind PersonalDataRulesRepeatCode = Kind("personal_data_rules_repeat_code");
    public static readonly RefusalKind PersonalDataRulesAreMissing = Kind("personal_data_rules_are_missing");
    public static readonly RefusalKind ConsentKindIsUnknown = Kind("consent_kind_is_unknown");
    public static readonly RefusalKind ConsentIsInFuture = Kind("consent_is_in_future");
    public static readonly RefusalKind ConsentIsIncomplete = Kind("consent_is_incomplete");
    public static readonly RefusalKind ConsentIsNotGiven = Kind("consent_is_not_given");
    public static readonly RefusalKind PupilIsNotOfAge = Kind("pupil_is_not_of_age");
    public static readonly RefusalKind GuardianDoesNotRepresent = Kind("guardian_does_not_represent");
    public static readonly RefusalKind ScanIsUnfit = Kind("scan_is_unfit");
    public static readonly RefusalKind NothingToErase = Kind("nothing_to_erase");
    public static readonly RefusalKind ErasureBasisIsUnknown = Kind("erasure_basis_is_unknown");
    public static readonly RefusalKind ErasureDocumentIsMissing = Kind("erasure_document_is_missing");
    public static readonly RefusalKind ErasureIsNotConfirmed = Kind("erasure_is_not_confirmed");
    public static readonly RefusalKind PupilStillLearns = Kind("pupil_still_learns");
    public static readonly RefusalKind StaffStillWorks = Kind("staff_still_works");
    public static readonly RefusalKind GuardianStillRepresents = Kind("guardian_still_represents");

    /// <summary>One sentence for a wrong, an old and a used code.</summary>
    public static readonly RefusalKind CodeIsWrong = Kind("code_is_wrong");

    public static readonly RefusalKind PasswordIsNotYours = Kind("password_is_not_yours");
    public static readonly RefusalKind PasswordsDiffer = Kind("passwords_differ");
    public static readonly RefusalKind NoSecondFactor = Kind("no_second_factor");
    public static readonly RefusalKind SecondFactorIsDemanded = Kind("second_factor_is_demanded");
    public static readonly RefusalKind TwoPersonsAreNeeded = Kind("two_persons_are_needed");
    public static readonly RefusalKind NoOtherAdministrator = Kind("no_other_administrator");
    public static readonly RefusalKind NothingToConfirm = Kind("nothing_to_confirm");
    public static readonly RefusalKind AccountIsNotInUse = Kind("account_is_not_in_use");
    public static readonly RefusalKind UndertakingIsNew = Kind("undertaking_is_new");
    public static readonly RefusalKind UndertakingIsNotTaken = Kind("undertaking_is_not_taken");
    public static readonly RefusalKind TextIsMissing = Kind("text_is_missing");
    public static readonly RefusalKind ActIsMissing = Kind("act_is_missing");
    public static readonly RefusalKind RuleIsOutOfBounds = Kind("rule_is_out_of_bounds");
    public static readonly RefusalKind TokenExists = Kind("token_exists");
    public static readonly RefusalKind TokenIsUnknown = Kind("token_is_unknown");
    public static readonly RefusalKind TokenNameIsWrong = Kind("token_name_is_wrong");
    public static readonly RefusalKind TokenRightsAreWrong = Kind("token_rights_are_wrong");
    public static readonly RefusalKind TokenRightIsForWholeSchool = Kind("token_right_is_for_whole_school");
    public static readonly RefusalKind TokenPlaceIsMissing = Kind("token_place_is_missing");
    public static readonly RefusalKind TokenPlaceIsUnknown = Kind("token_place_is_unknown");
    public static readonly RefusalKind TokenDateIsWrong = Kind("token_date_is_wrong");

    public static readonly RefusalKind RoleIsNotChosen = Kind("role_is_not_chosen");
    public static readonly RefusalKind NobodyIsChosen = Kind("nobody_is_chosen");
    public static readonly RefusalKind MessageIsEmpty = Kind("message_is_empty");
    public static readonly RefusalKind TrainingTopicIsMissing = Kind("training_topic_is_missing");
    public static readonly RefusalKind TrainingIsInFuture = Kind("training_is_in_future");
    public static readonly RefusalKind TrainingIsIncomplete = Kind("training_is_incomplete");

    internal static string ForgedRequest() => AccessTexts.Of("forged_request");

    private static RefusalKind Kind(string name) => new("access." + name, AccessTexts.All);
}

/// <summary>The module's words, Russian neutral, English second.</summary>
public static class AccessTexts
{
    public static readonly ResourceManager All = new("ElJournal.Access.Texts", typeof(AccessTexts).Assembly);

    public static string Of(string name, params object?[] arguments) => string.Format(
        CultureInfo.CurrentUICulture,
        All.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text {name}."), arguments);
}
