using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Access.Consents;

/// <summary>Доля согласий: for each kind, the classes.</summary>
/// <param name="Act">Local act of the kinds; null when the school has not set any.</param>
public sealed record ConsentShares(DateOnly Today, string? Act, IReadOnlyList<ConsentShare> Kinds);

/// <summary>One kind of consent over the classes.</summary>
public sealed record ConsentShare(ConsentKind Kind, IReadOnlyList<ClassShare> Classes);

/// <summary>How many pupils of a class gave, refused, withdrew; of the others nothing has been brought.</summary>
public sealed record ClassShare(ClassId Class, string Name, int Pupils, int Given, int Refused, int Withdrawn)
{
    public int None => Pupils - Given - Refused - Withdrawn;
}

/// <summary>Согласия класса: the list with what stands of each kind.</summary>
public sealed record ClassConsents(
    ClassId Class, string Name, DateOnly Today, IReadOnlyList<ConsentKind> Kinds, bool MayWrite, IReadOnlyList<PupilConsents> Pupils);

/// <summary>A pupil's line: by kind the paper that counts, null when there is none.</summary>
public sealed record PupilConsents(
    PupilId Pupil, string Name, bool IsOfAge, bool OnPaper, IReadOnlyDictionary<string, ConsentPaper?> Papers, IReadOnlyList<NamedGuardian> Guardians);

/// <summary>A guardian as a form offers them.</summary>
public sealed record NamedGuardian(GuardianId Guardian, string Name, string Relation);

/// <summary>Согласия обучающегося: every paper with who registered it and when, and what a new one may say.</summary>
public sealed record PupilFile(
    PupilId Pupil, ClassId Class, string ClassName, string Name, DateOnly Today, ConsentBook Book, IReadOnlyList<ConsentKind> Kinds, string? Act,
    bool IsOfAge, bool MayWrite, IReadOnlyList<NamedGuardian> Guardians, IReadOnlyList<RegisteredPaper> Papers,
    IReadOnlyDictionary<AccountId, string> Accounts, IReadOnlyDictionary<Guid, string> Words);

/// <summary>A paper as it was registered.</summary>
public sealed record RegisteredPaper(ConsentPaper Paper, DateTimeOffset At, AccountId By, Role Role);
