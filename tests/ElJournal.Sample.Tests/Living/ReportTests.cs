using System.Diagnostics;
using ElJournal.Sample.Living;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>The figures of the year of the sample school beside those of a real one.</summary>
public class ReportTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_figure_of_the_year_is_within_its_tolerance()
    {
        var figures = YearReport.Of(RealPlan.Plan, RealPlan.Events);
        foreach (var figure in figures) output.WriteLine(figure.ToString());
        figures.Where(f => !f.Ok).Select(f => f.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void A_year_is_lived_in_seconds()
    {
        var plan = RealPlan.Plan;
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var count = Year.Live(plan).Count();
        var taken = Process.GetCurrentProcess().TotalProcessorTime - before;
        output.WriteLine($"{count} events in {taken.TotalSeconds:0.0} s of the processor");
        // Other tests share the process: the bound is that of a whole test run.
        taken.TotalSeconds.ShouldBeLessThan(60);
    }
}
