namespace ElJournal.Kernel;

/// <summary>What may be done. One name per kind of act, not per page.</summary>
public enum Permission
{
    /// <summary>Read a journal page.</summary>
    ReadJournal,

    /// <summary>Record and correct grades, attendance, topic and homework of a course.</summary>
    WriteJournal,

    /// <summary>Read the register of changes of the whole school (D-13, Z-9).</summary>
    ReadChanges,

    /// <summary>See a journal page at any past moment.</summary>
    ReplayJournal,

    /// <summary>Verify the sealed log and take proofs from it (D-16, A-9).</summary>
    VerifyLog,

    /// <summary>Set up the school: years, classes, pupils, courses, plans.</summary>
    SetUpSchool,

    /// <summary>Read lists of the school: classes, pupils, courses.</summary>
    ReadSchool,

    /// <summary>Open and manage accounts .</summary>
    ManageAccounts,

    /// <summary>Read what the journal says of one pupil: the family's page (Z-16).</summary>
    ReadPupil,

    /// <summary>Report the loss of a pupil's or guardian's credentials (заявка об утере, A-5), on a class.</summary>
    ReportLoss,

    /// <summary>Register consents and refusals (D-8, Z-3), on a class.</summary>
    ManageConsents,

    /// <summary>Search the log of reads of personal data.</summary>
    ReadAccessLog,

    /// <summary>Erase personal data on a legal basis (152-ФЗ).</summary>
    EraseCard,

    /// <summary>Put one teacher in another's place for a lesson (замены, D-10.13, Z-4), on its course.</summary>
    ManageSubstitutions,

    /// <summary>Read consents and refusals (D-8, Z-3), on a class.</summary>
    ReadConsents,

    /// <summary>Seal the log of reads: the program itself alone.</summary>
    SealReads,

    /// <summary>Manage one's own credentials: password, second step, undertaking; on <c>account/{id}</c>.</summary>
    OwnAccount,

    /// <summary>See who has signed the undertaking not to pass on credentials (Z-19).</summary>
    ReadUndertakings,

    /// <summary>See who has an account, in which state, and who has been trained (A-1б, D-23).</summary>
    ReadAccounts,

    /// <summary>Keep the contingent: enrolment, movement, guardians, groups (D-10.3, D-22.8, A-5).</summary>
    ManageContingent,

    /// <summary>Make the КТП of a course (D-10.10, Z-6.9).</summary>
    PlanCourse,

    /// <summary>Open and close the sealed log of a school year (D-16).</summary>
    KeepLog,

    /// <summary>Close a journal page at the end of a term and open it again (D-13), on its course.</summary>
    ClosePages,

    /// <summary>Grant or refuse a correction whose time is over (D-13, Z-9), on its course.</summary>
    GrantCorrections,

    /// <summary>Attach documents to absences and withdraw them (справки), on a class.</summary>
    ManageAbsences,

    /// <summary>See absences without a document and the documents attached, on a class.</summary>
    ReadAbsences,

    /// <summary>Set retakes of an academic debt and record them (273-ФЗ, ст. 58), on its course.</summary>
    ManageDebts,

    /// <summary>Record what the council of teachers has decided, and revoke it, on a class.</summary>
    RecordCouncil,

    /// <summary>See how a journal is kept: the eight checks, remarks, rounds (D-14, Z-10), on its course. A teacher sees the own courses.</summary>
    ReadControl,

    /// <summary>Make remarks and rounds, and judge homework (D-11, D-14, Z-7, Z-10), on its course.</summary>
    ManageControl,

    /// <summary>Make the schedule of control works (ВШК, D-10.12, Z-5.10, Z-6.11), on its course.</summary>
    PlanControlWorks,

    /// <summary>Make the archives of a school year and take them out (D-5, D-7, D-16, A-8).</summary>
    MakeArchive,

    /// <summary>Issue extracts on paper to families and record their receipt (D-19.4, Z-14.4), on a class.</summary>
    IssueExtracts,

    /// <summary>Send statistical extracts to the education authority and record their receipt (D-18).</summary>
    SendStatistics,
}

/// <summary>One right: an act, where, and from when until when. Both dates are inclusive; null is open.</summary>
/// <param name="Scope">
/// Resource id such as <c>course/algebra-8b</c>, which covers what lies under it (<c>course/algebra-8b/2026-11-24/2</c>, one lesson);
/// or <see cref="WholeSchool"/>.
/// </param>
public sealed record Grant(Permission Permission, string Scope, DateOnly? From = null, DateOnly? To = null)
{
    public const string WholeSchool = "*";

    public bool Covers(Permission permission, string resource, DateOnly date) =>
        CoversEver(permission, resource) && !(date < From) && !(date > To);

    /// <summary>On some date or other.</summary>
    public bool CoversEver(Permission permission, string resource) => Permission == permission
        && (Scope == WholeSchool || (resource.StartsWith(Scope, StringComparison.Ordinal) && (resource.Length == Scope.Length || resource[Scope.Length] == '/')));
}

/// <summary>The rights of one actor. Nothing is allowed that no grant covers.</summary>
public sealed record Grants(IReadOnlyList<Grant> All)
{
    public static Grants None { get; } = new([]);

    public bool Allow(Permission permission, string resource, DateOnly date) =>
        All.Any(grant => grant.Covers(permission, resource, date));

    /// <summary>Allowed on the resource on some date: whether a page opens at all; each entry is judged by its own date.</summary>
    public bool AllowEver(Permission permission, string resource) =>
        All.Any(grant => grant.CoversEver(permission, resource));

    /// <summary>Where the act is allowed on the date: scopes, each once.</summary>
    public IEnumerable<string> ScopesOf(Permission permission, DateOnly date) =>
        All.Where(grant => grant.Permission == permission && !(date < grant.From) && !(date > grant.To)).Select(grant => grant.Scope).Distinct();

    public bool AllowSomewhere(Permission permission, DateOnly date) =>
        All.Any(grant => grant.Permission == permission && !(date < grant.From) && !(date > grant.To));
}
