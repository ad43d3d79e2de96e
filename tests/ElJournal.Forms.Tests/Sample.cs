namespace ElJournal.Forms.Tests;

/// <summary>A page of a journal such as the engine is made for.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Made = new(2026, 11, 27, 9, 30, 0, TimeSpan.FromHours(3));

    public const string Grid = """
        <section class="landscape" id="page">
        <header><p class="small muted">{{ school }}</p></header>
        <h1>{{ subject }}</h1>
        <p>Класс <b>{{ class_name }}</b>, {{ term }}</p>
        <table class="grid small">
        <colgroup><col width="8mm"/><col width="58mm"/>{{ for l in lessons }}<col/>{{ else }}<col/>{{ end }}<col width="10mm"/></colgroup>
        <thead>
        <tr><th rowspan="2" class="c">№</th><th rowspan="2">Фамилия, имя</th><th class="c" colspan="{{ lessons.size > 0 ? lessons.size : 1 }}">Дата</th><th class="v c" rowspan="2">Отметка за период</th></tr>
        <tr>{{ for l in lessons }}<th class="c tiny">{{ l.date }}</th>{{ else }}<th></th>{{ end }}</tr>
        </thead>
        <tbody>
        {{- for p in pupils }}
        <tr{{ if for.odd }} class="tint"{{ end }}><td class="r">{{ for.index + 1 }}</td><td>{{ p.name }}</td>{{ for c in p.cells }}<td class="c">{{ c }}</td>{{ else }}<td></td>{{ end }}<td class="c strong">{{ p.grade }}</td></tr>
        {{- end }}
        </tbody>
        </table>
        </section>
        <section class="portrait">
        <h2>Темы уроков</h2>
        <table class="grid small">
        <colgroup><col width="14mm"/><col/><col width="62mm"/></colgroup>
        <thead><tr><th class="c">Дата</th><th>Тема урока</th><th>Домашнее задание</th></tr></thead>
        <tbody>
        {{- for l in lessons }}
        <tr><td class="c">{{ l.date }}</td><td>{{ l.topic }}</td><td>{{ l.homework }}</td></tr>
        {{- end }}
        {{- if lessons.size == 0 }}<tr><td></td><td>Уроков не было</td><td></td></tr>{{ end }}
        </tbody>
        </table>
        <div class="keep">
        <p class="gap">Всего в журнале <b><span class="sheets"/> (<span class="sheets-words"/>)</b> <span class="sheets-noun"/>.</p>
        <p>Начало на странице <span class="page-of" for="page"/> из <span class="pages"/>.</p>
        <p class="qr">{{ checkpoint }}</p>
        </div>
        </section>
        """;

    public static FormTemplate Template { get; } = FormTemplate.Parse("sample", Grid);

    public static PrintSeal Seal { get; } = new("eljournal.example/school-1", 184_223, new string('a', 32) + new string('b', 32));

    public static PageModel Page(int pupils, int lessons, string name = "Иванова Мария", string topic = "Линейные уравнения с двумя переменными", string homework = "§ 12, № 305, 307 (а, б)") => new(
        "МБОУ «Средняя общеобразовательная школа № 7»", "Алгебра", "8 «Б»", "2 четверть",
        [.. Enumerable.Range(0, lessons).Select(l => new LessonModel($"{(l % 28) + 1:00}.{(l / 28) + 9:00}", $"{topic} {l + 1}", homework))],
        [.. Enumerable.Range(0, pupils).Select(p => new PupilModel($"{name} {p + 1}", [.. Enumerable.Range(0, lessons).Select(l => ((p * 7) + (l * 3)) % 11 is < 4 and var g ? $"{g + 2}" : "")], "4"))],
        "eljournal.example/school-1\n184223\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqg=\n");

    public static FormPrint Print(PageModel model) => new("Страница журнала", Made, [new(Template, model)]) { Seal = Seal };
}

internal sealed record PageModel(
    string School, string Subject, string ClassName, string Term, IReadOnlyList<LessonModel> Lessons, IReadOnlyList<PupilModel> Pupils, string Checkpoint);

internal sealed record LessonModel(string Date, string Topic, string Homework);

internal sealed record PupilModel(string Name, IReadOnlyList<string> Cells, string Grade);
