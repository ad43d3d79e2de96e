using System.Diagnostics;
using ElJournal.Forms;
using ElJournal.Forms.Layout;
using ElJournal.Forms.Pdf;

namespace ElJournal.Benchmarks;

/// <summary>Pages of a journal from template and data to PDF/A, beside the drawing alone of the same pages by Skia.</summary>
internal sealed class Printing(int times)
{
    private const int Sheets = 100, Pupils = 28, Lessons = 25;

    private const string Template = """
        {{- for p in pages }}
        <section class="landscape"><h2>Алгебра</h2>
        <table class="grid small"><colgroup><col width="8mm"/><col width="54mm"/>{{ for l in p.lessons }}<col/>{{ end }}<col width="9mm"/></colgroup>
        <thead><tr><th>№</th><th>Фамилия, имя</th>{{ for l in p.lessons }}<th class="v c" height="16mm">{{ l.date }}</th>{{ end }}<th class="v" height="16mm">Период</th></tr></thead>
        <tbody>{{ for r in p.rows }}<tr><td class="r">{{ for.index + 1 }}</td><td>{{ r.name }}</td>{{ for c in r.cells }}<td class="c">{{ c }}</td>{{ end }}<td class="c">4</td></tr>{{ end }}</tbody></table></section>
        <section class="portrait"><table class="grid small"><colgroup><col width="16mm"/><col/><col width="70mm"/></colgroup>
        <thead><tr><th>Дата</th><th>Тема урока</th><th>Домашнее задание</th></tr></thead>
        <tbody>{{ for l in p.lessons }}<tr><td>{{ l.date }}</td><td>{{ l.topic }}</td><td>{{ l.homework }}</td></tr>{{ end }}</tbody></table></section>
        {{- end }}
        """;

    private readonly FormTemplate template = FormTemplate.Parse("bench", Template);

    public IEnumerable<Ratio> Measure()
    {
        yield return Of(1, "Печать страницы журнала, две стороны");
        yield return Of(Sheets, $"Печать журнала класса: {Sheets} листов");
    }

    private Ratio Of(int sheets, string what)
    {
        var print = Print(sheets);
        var laid = FormPrinter.Lay(print);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var i = -2; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            FormPrinter.ToPdf(print);
            var whole = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            PdfDrawing.Draw(laid);
            var drawing = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (i < 0) continue;
            ours.Add(whole);
            bare.Add(drawing);
        }
        var pages = laid.Pages.Count;
        return new(what, $"{ours.Median():0} мс, {pages * 1000 / ours.Median():0} стр./с", $"{bare.Median():0} мс, рисование", ours.Median() / bare.Median(), new(2.5, AtLeast: false));
    }

    private FormPrint Print(int sheets) => new("Журнал", DateTimeOffset.UnixEpoch, [new(template, new { Pages = Enumerable.Range(0, sheets).Select(Page).ToList() })])
    {
        Seal = new("bench", 1, new string('a', 64)),
        Bound = true,
    };

    private static object Page(int page) => new
    {
        Lessons = Enumerable.Range(0, Lessons).Select(l => new { Date = $"{l + 1:00}.10", Topic = $"Решение линейных уравнений с двумя переменными, {page}.{l}", Homework = $"§ {l}, № 305, 307 (а, б), 311" }).ToList(),
        Rows = Enumerable.Range(0, Pupils).Select(r => new { Name = $"Константинова Александра {r}", Cells = Enumerable.Range(0, Lessons).Select(l => (r + l + page) % 4 == 0 ? "5" : "").ToList() }).ToList(),
    };
}
