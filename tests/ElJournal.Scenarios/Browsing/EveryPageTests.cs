using ElJournal.Access.Consents;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Terms;
using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Every page in every role that has it, at a desk and on a phone: it opens, fits the width, has one heading, keeps to WCAG 2.2 AA as far as axe can tell (light at the desk, dark on the phone), and complains of nothing.</summary>
public sealed partial class EveryPageTests(EveryPageTests.Journal journal) : IClassFixture<EveryPageTests.Journal>
{
    /// <summary>Set by <c>pages.sh</c>: every role that has a page, and the phone in the dark; else each page once.</summary>
    private static readonly string? Asked = Environment.GetEnvironmentVariable("ELJ_PAGES");

    private static readonly bool Everything = Asked is not null;

    /// <summary>An address instead of <c>all</c> looks at the pages below it alone.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Looked => Asked is ['/', ..] ? Pages.Where(page => page.Data.Item3.StartsWith(Asked, StringComparison.Ordinal))
        : Everything ? Pages : Pages.DistinctBy(page => page.Data.Item2);

    [Theory]
    [MemberData(nameof(Looked))]
    public async Task It_fits(string login, string name, string path)
    {
        var page = await journal.Of(login, 1440, 900);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(journal.Fill(path));
        // A page is the same document at every width: it is brought once, and then looked at through another window.
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (390, 844)])
        {
            await page.SetViewportSizeAsync(width, height);
            await Browser.Shot(page, $"{(login.Length > 0 ? login : "stranger")}-{name}-{width}");
            if (width >= 1000) await Axe.IsSatisfied(page, $"{login} {path} at {width}");
            else if (Everything)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
                // A bar that stays at the lower edge covers a part of whatever happens to lie under it; at the page's end it covers nothing.
                await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
                await Axe.LooksRight(page, $"{login} {path} at {width}");
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            }
            await Assertions.Expect(page.Locator("h1:visible")).ToHaveCountAsync(1);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{path} at {width}");
        }
        journal.Browser.NoComplaints();
    }

    /// <summary>In English nothing of ours is left in Russian, and longer words fit the phone too.</summary>
    [Theory]
    [MemberData(nameof(Looked))]
    public async Task It_speaks_English(string login, string name, string path)
    {
        var page = await journal.Of(login, 390, 844, "en-US");
        await page.GotoAsync(journal.Fill(path));
        (await page.EvaluateAsync<string>("document.documentElement.lang")).ShouldStartWith("en");
        (await RussianTexts.On(page)).ShouldBeEmpty(path);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, path);
        await Browser.Shot(page, $"en-{(login.Length > 0 ? login : "stranger")}-{name}", 390, 1440);
    }

    /// <summary>A school with today's lesson recorded; the pages only read it.</summary>
    public sealed class Journal : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        internal Browser Browser { get; private set; } = null!;

        internal LessonId Lesson { get; private set; } = null!;

        internal string Class { get; private set; } = "";

        internal string Year { get; private set; } = "";

        internal string Pupil { get; private set; } = "";

        private readonly Dictionary<(string Login, int Width, string Tongue), IPage> _people = [];

        private string _daughter = "";

        private string _owing = "";

        private string _failed = "";

        private string _fallen = "";

        private (string Upload, string Import) _loads;

        private string _moved = "";

        private string _late = "";

        private string _shut = "";

        private string _planned = "";

        private string _term = "";

        private RemarkLife.Made _remarks = null!;

        /// <summary>Each comes in once and then goes from page to page.</summary>
        internal async Task<IPage> Of(string login, int width, int height, string tongue = "ru-RU")
        {
            if (_people.TryGetValue((login, width, tongue), out var there)) return there;
            var page = _people[(login, width, tongue)] = login.Length > 0 ? await Browser.Person(School, login, width, height) : await Browser.Stranger(School, width, height);
            if (tongue == "ru-RU") return page;
            if (login.Length == 0) await page.GotoAsync("/sign-in");
            await page.ClickAsync($".languages [value={tongue}]");
            await page.WaitForSelectorAsync("html[lang^=en]");
            return page;
        }

        internal string Fill(string path) => path
            .Replace("REMARKOPEN", _remarks.Open, StringComparison.Ordinal)
            .Replace("REMARKANSWERED", _remarks.Answered, StringComparison.Ordinal)
            .Replace("REMARKMENDED", _remarks.Mended, StringComparison.Ordinal)
            .Replace("REMARKCLOSED", _remarks.Closed, StringComparison.Ordinal)
            .Replace("ROUNDOPEN", _remarks.Round, StringComparison.Ordinal)
            .Replace("ROUNDOVER", _remarks.Concluded, StringComparison.Ordinal)
            .Replace("FALLEN", _fallen, StringComparison.Ordinal)
            .Replace("LESSON", Lesson.ToString(), StringComparison.Ordinal)
            .Replace("SHUT", _shut, StringComparison.Ordinal)
            .Replace("LATE", _late, StringComparison.Ordinal)
            .Replace("UPLOAD", _loads.Upload, StringComparison.Ordinal)
            .Replace("IMPORTED", _loads.Import, StringComparison.Ordinal)
            .Replace("OWING", _owing, StringComparison.Ordinal)
            .Replace("FAILED", _failed, StringComparison.Ordinal)
            .Replace("DAUGHTER", _daughter, StringComparison.Ordinal)
            .Replace("WEEKAGO", Lesson.Date.AddDays(-7).ToString("yyyy-MM-dd"), StringComparison.Ordinal)
            .Replace("CERTIFICATE", AbsenceLife.Certificate.Value, StringComparison.Ordinal)
            .Replace("MONTH", Lesson.Date.ToString("yyyy-MM"), StringComparison.Ordinal)
            .Replace("TODAY", Lesson.Date.ToString("yyyy-MM-dd"), StringComparison.Ordinal)
            .Replace("CLASS", Class, StringComparison.Ordinal)
            .Replace("PUPIL", Pupil, StringComparison.Ordinal)
            .Replace("TERM", _term, StringComparison.Ordinal)
            .Replace("YEAR", Year, StringComparison.Ordinal)
            .Replace("PLANNED", _planned, StringComparison.Ordinal)
            .Replace("MOVED", _moved, StringComparison.Ordinal)
            .Replace("GROUP", SchoolLife.Chess.Value, StringComparison.Ordinal);

        public async ValueTask InitializeAsync()
        {
            School = await TestSchool.Start();
            (Lesson, var pupils) = await School.TodaysLesson();
            string[] values = ["5", "4", "Н", "3/4", "5", "О 4", "2", "5", "4"];
            foreach (var (pupil, value) in pupils.Zip(values))
                (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, pupil, value, 0)), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
            (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, pupils[0], "4", 2, "typo")), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
            await Fall();
            _term = (await TermLife.Begin(School, Lesson, pupils)).Value;
            await Grades(pupils);
            await Consents(pupils);
            await Family();
            (_moved, _planned) = (pupils[^3].Value, pupils[3].Value);
            PupilId daughter = new(_daughter);
            PupilId[] debtors = [.. pupils.Where(p => p != daughter).Skip(4).Take(3), daughter];
            (_owing, _failed) = (debtors[0].Value, debtors[1].Value);
            await DebtLife.Begin(School, Lesson.Course, Lesson.Date, debtors, [.. pupils.Except(debtors).Take(8)]);
            await SchoolLife.Begin(School, pupils);
            await SubstitutionLife.Begin(School, Lesson.Date);
            await ControlLife.Begin(School);
            await AbsenceLife.Begin(School, Lesson, pupils);
            await WorkLife.Begin(School, Lesson);
            _loads = await ImportLife.Begin(School);
            await CustodyLife.Begin(School, Lesson.Date);
            _remarks = await RemarkLife.Begin(School, Lesson, pupils);
            (_late, _shut) = await CorrectionLife.Begin(School);
            await School.CaughtUp();
            Browser = await Browser.Open();
        }

        /// <summary>A class in the middle of gathering its papers, a pupil who left, and one act of erasure.</summary>
        private async Task Consents(IReadOnlyList<PupilId> pupils)
        {
            (Class, Pupil) = ((await Registry.ClassOf(School, pupils[0])).Value, pupils[0].Value);
            var mother = await Registry.Mother(School, pupils[0]);
            foreach (var pupil in pupils.Take(7)) await Registry.Consent(School, pupil, "processing", ConsentState.Given, pupil == pupils[0] ? mother : null);
            await Registry.Consent(School, pupils[0], "e-information", ConsentState.Given, mother);
            await Registry.Consent(School, pupils[0], "e-information", ConsentState.Withdrawn, mother);
            await Registry.Consent(School, pupils[1], "e-information", ConsentState.Refused);
            await Registry.Consent(School, pupils[2], "e-information", ConsentState.Given);
            await Registry.Depart(School, pupils[^1]);
            await Registry.Depart(School, pupils[^2]);
            (await Registry.Erase(School, Streams.Pupil(pupils[^1]))).IsAccepted.ShouldBeTrue();
        }

        /// <summary>One lesson of the course was not held.</summary>
        private async Task Fall()
        {
            await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
            var table = (await session.LoadAsync<UnitTimetable>("timetable/8b"))!;
            var year = await session.Query<YearCalendar>().SingleAsync();
            var fallen = Enumerable.Range(9, 30).Select(back => Lesson.Date.AddDays(-back))
                .SelectMany(day => table.On(day, 8, year).Where(s => s.Course == Lesson.Course).Select(s => new LessonId(s.Course, day, s.Slot))).First();
            await Recorded(new MarkNotHeld(Guid.NewGuid(), fallen, "event"));
            _fallen = fallen.ToString();
        }

        /// <summary>A week worth reading: homework, a control work, a corrected grade, an absence, on several days.</summary>
        private async Task Family()
        {
            await using var scope = School.Services.CreateAsyncScope();
            var daughter = (await SampleSchool.Of(scope.ServiceProvider).PupilsByFile())["К-802"];
            _daughter = daughter.Value;
            await Recorded(new SetTopic(Guid.NewGuid(), Lesson, "Арифметический квадратный корень и его свойства", null, 0));
            await Recorded(new SetHomework(Guid.NewGuid(), Lesson, "§ 12, № 252 (1–3), № 254; повторить § 11", 30, 0));
            await Recorded(new ChooseWorkType(Guid.NewGuid(), Lesson, "control", 0));
            await Recorded(new AttachHomeworkFile(Guid.NewGuid(), Lesson, Store.Scan.Of("%PDF-1.7 task"u8.ToArray())));
            await Recorded(new SetPupilHomework(Guid.NewGuid(), Lesson, daughter, new Kernel.Opening("Карточка № 3: свойства корня, задания 1–4"), 20, null, 0));
            await Recorded(new Recommend(Guid.NewGuid(), Lesson, daughter, new Kernel.Opening("Вспомните формулы сокращённого умножения (§ 7): из-за них потеряны две задачи из пяти."), 0));
            await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
            var table = (await session.LoadAsync<UnitTimetable>("timetable/8b"))!;
            var year = await session.Query<YearCalendar>().SingleAsync();
            Year = year.Year.Value;
            for (var back = 1; back < 9; back++)
            {
                var day = Lesson.Date.AddDays(-back);
                foreach (var slot in table.On(day, 8, year).Where(s => s.Course != Lesson.Course).Take(2))
                {
                    var lesson = new LessonId(slot.Course, day, slot.Slot);
                    await Recorded(new SetTopic(Guid.NewGuid(), lesson, "Закрепление изученного", null, 0));
                    await Recorded(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, daughter, back % 3 == 0 ? "Б" : "5", 0)));
                }
            }
        }

        /// <summary>Half of the class has its grade of the term, one of them against the proposal.</summary>
        private Task Grades(IReadOnlyList<PupilId> pupils) => Recorded(new SetTermGrades(
            Lesson.Course, new TermId(_term),
            [.. pupils.Take(pupils.Count / 2).Select((p, i) => new SetTermGrade(
                Guid.NewGuid(), p, i % 5 == 4 ? "3" : i % 2 == 0 ? "5" : "4", 0, "control", new Kernel.Opening("по итогам контрольной работы")))]));

        private async Task Recorded(Kernel.ICommand command) => (await School.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            await School.DisposeAsync();
        }
    }
}
