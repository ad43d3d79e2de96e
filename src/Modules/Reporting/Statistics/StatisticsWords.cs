using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Reporting.Statistics;

/// <summary>Words of statistical extracts.</summary>
internal static class StatisticsWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Reporting.Statistics.StatisticsTexts", typeof(StatisticsWords).Assembly));
}
