using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>How a grade is come to.</summary>
public enum ProposalKind
{
    /// <summary>The rules propose nothing: the teacher decides alone.</summary>
    Free,

    /// <summary>Something is missing, so nothing can be proposed.</summary>
    Lacking,

    /// <summary>By the weighted average and the thresholds.</summary>
    Average,

    /// <summary>н/а: too many lessons are missed.</summary>
    NotAttested,

    /// <summary>осв.: exempt by order.</summary>
    Exempt,

    /// <summary>By the mean of other grades.</summary>
    Mean,
}

/// <summary>Предложение отметки with its derivation as data.</summary>
/// <param name="Grade">Null: none.</param>
public sealed record Proposal(ProposalKind Kind, string? Grade)
{
    /// <summary>Средний балл, hundredths; null without counted grades.</summary>
    public int? Average { get; init; }

    /// <summary>What the average is made of: equal ones together, highest first.</summary>
    public IReadOnlyList<WeighedGroup> Grades { get; init; } = [];

    /// <summary>Grades that a mean is made of, in order.</summary>
    public IReadOnlyList<ProposalPart> Parts { get; init; } = [];

    /// <summary>Lessons that were held while the pupil was in the class.</summary>
    public int Lessons { get; init; }

    /// <summary>How many of them the pupil missed.</summary>
    public int Missed { get; init; }

    /// <summary>How many marks stand.</summary>
    public int Count { get; init; }

    /// <summary>How many are needed; null: no minimum is laid down.</summary>
    public int? Minimum { get; init; }

    /// <summary>Пункт локального акта.</summary>
    public string? Clause { get; init; }

    /// <summary>Приказ of an exemption.</summary>
    public string? Order { get; init; }

    /// <summary>Marks short of the minimum; an exempt pupil needs none.</summary>
    public int Short => Kind == ProposalKind.Exempt || Minimum is not { } minimum ? 0 : Math.Max(0, minimum - Count);

    /// <summary>A grade that differs needs a reason.</summary>
    public bool Differs(string? grade) => Kind != ProposalKind.Free && grade is not null && grade != Grade;
}

/// <summary>Equal grades of equal weight.</summary>
public sealed record WeighedGroup(string Symbol, int Value, int Weight, int Count);

/// <summary>A grade of a mean.</summary>
/// <param name="Source">One of <see cref="FinalSources"/>.</param>
/// <param name="Ordinal">Number of the term; 0 for a page of the year.</param>
/// <param name="Grade">Null: it is missing.</param>
public sealed record ProposalPart(string Source, int Level, int Ordinal, string? Grade, int Weight);

/// <summary>Освобождение от предмета, both days inclusive.</summary>
public sealed record Exemption(PupilId Pupil, DateOnly From, DateOnly? To, string Order);
