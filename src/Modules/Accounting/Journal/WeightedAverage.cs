using ElJournal.Setup;

namespace ElJournal.Accounting.Journal;

/// <summary>A grade with what it counts for.</summary>
/// <param name="Value">Hundredths.</param>
/// <param name="Weight">Hundredths.</param>
public sealed record WeighedGrade(string Symbol, int Value, int Weight);

/// <summary>Средневзвешенный балл: the one implementation, for the page's column, for «would become» and for the grade of a term.</summary>
public static class WeightedAverage
{
    /// <summary>The grades that count, with their weights.</summary>
    public static IEnumerable<WeighedGrade> Weigh(
        IEnumerable<(string Grade, string? WorkType)> grades, IReadOnlyList<GradeSymbol> symbols, IReadOnlyList<WorkType> works)
    {
        foreach (var (grade, workType) in grades)
        {
            if (Value(grade) is { } value) yield return new WeighedGrade(grade, value, Weight(workType));
        }

        int? Value(string grade)
        {
            foreach (var symbol in symbols)
            {
                if (symbol.Symbol == grade) return symbol.Hundredths;
            }
            return null;
        }

        int Weight(string? workType)
        {
            foreach (var work in works)
            {
                if (work.Code == workType) return work.Weight;
            }
            return 100;
        }
    }

    /// <summary>In hundredths: Σ(grade·weight)/Σ(weight), halves up; null without weight.</summary>
    public static int? Of(IEnumerable<WeighedGrade> grades)
    {
        long sum = 0, weights = 0;
        foreach (var grade in grades)
        {
            sum += (long)grade.Value * grade.Weight;
            weights += grade.Weight;
        }
        return weights == 0 ? null : (int)((sum * 2 + weights) / (weights * 2));
    }
}
