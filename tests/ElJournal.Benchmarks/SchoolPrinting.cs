using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.School;
using ElJournal.Sample.Plan;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Benchmarks;

/// <summary>The journals of all classes of the sample year as one file of PDF/A: the processor's seconds, the paper, and what memory it takes beside one class.</summary>
internal sealed class SchoolPrinting(string owner)
{
    private static readonly Actor Deputy = new(
        new AccountId("deputy"), Role.DeputyHead, SampleSchools.First, Channel.Web, "bench",
        new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReadChanges, Grant.WholeSchool)]));

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        await using var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        var books = app.Services.GetRequiredService<PrintBooks>();
        var year = (await books.Years(Deputy)).Select(y => y.Year).First();
        var all = await books.OfYear(Deputy, year) ?? throw new InvalidOperationException("There is no year.");
        if (all.LeftOut.Count > 0) throw new InvalidOperationException($"Left out: {string.Join(", ", all.LeftOut)}");
        var processor = await Processor.Beside(owner);
        var one = await Print(app.Services, processor, all with { Whole = [.. all.Whole.Take(1)] });
        var whole = await Print(app.Services, processor, all);
        return
        [
            new Ratio(
                $"Печать журналов всей школы, {all.Whole.Count} классов", $"{whole.Sheets} листов, {whole.Cost.Whole / 1000:0.0} с процессора, {whole.Bytes / 1_000_000} МБ", "60 с",
                whole.Cost.Whole / 60_000, new Goal(1, AtLeast: false)),
            new Ratio("  куча программы в пике: вся школа к одному классу", $"{whole.Heap / 1_000_000} МБ", $"{one.Heap / 1_000_000} МБ, {one.Sheets} листов", (double)whole.Heap / one.Heap, null),
        ];
    }

    private static async Task<(int Sheets, long Bytes, Cost Cost, long Heap)> Print(IServiceProvider services, Processor processor, YearBooks books)
    {
        var (prints, shelf) = (services.GetRequiredService<SchoolPrints>(), services.GetRequiredService<PrintShelf>());
        long heap = 0;
        var cost = await processor.Of(1, async _ =>
        {
            var ended = prints.Begin(Deputy, books, [FormKinds.Journal]).Ended;
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!ended.IsCompleted)
            {
                await look.WaitForNextTickAsync();
                heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
            }
        });
        if (prints.Of(Deputy) is not { IsBroken: false, Refused: null }) throw new InvalidOperationException("The school was not printed.");
        var made = shelf.For(Deputy)[0];
        return (made.Sheets, shelf.LengthOf(Deputy, made.Id), cost, heap);
    }
}
