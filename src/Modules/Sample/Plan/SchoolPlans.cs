using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Makes the plan of a school of forty classes from a seed: the same seed makes the same school on every machine.</summary>
public static class SchoolPlans
{
    /// <param name="topicsFolder">Folder of CSV files with ready lesson topics by subject and year level, taken instead of the project's own where they fit.</param>
    public static SchoolPlan Make(long seed, string? topicsFolder = null)
    {
        var dice = new Dice(seed).For("plan");
        var year = YearMaking.Make();
        var classes = ClassMaking.Make(dice);
        var (staff, office, rooms) = StaffMaking.Make(dice);
        var blocks = CourseMaking.Make(dice, classes, staff);
        var leads = CourseMaking.Leads(classes, blocks);
        var newcomers = MovementMaking.Newcomers(dice, classes);
        var (children, guardians) = FamilyMaking.Make(dice, year, classes, newcomers);
        var pupils = MovementMaking.Move(dice, year, classes, children);
        var groups = GroupMaking.Make(dice, blocks, pupils);
        var places = Placement.Place(blocks, dice);
        var home = HomeMaking.Make(dice, blocks, places, pupils, groups);
        var slips = WorkSlips.Make(dice, year, blocks, places, WorkDays.Choose(year, blocks, places));
        var plan = new SchoolPlan(
            seed, year,
            [.. Curricula.Lines.Append(Curricula.ClassHour).Select(l => new PlannedSubject(l.Id, l.Name, l.Short, l.Mean) { Part = l.Part })],
            [.. rooms, .. HomeMaking.Rooms.Select((r, i) => new PlannedRoom(RoomId.From($"home-{i + 1}"), r, RoomKinds.Other, 1))],
            [.. staff.Select(m => m.Teacher), .. office],
            [.. classes.Select(c => new PlannedClass(c.Id, c.Level, c.Letter, c.Profile, leads[c.Id].Teacher.Id, leads[c.Id].Teacher.Room!, dice.For("class", c.Id.Value).Normal(0, 0.25)))],
            pupils, guardians, groups,
            Courses(dice, year, blocks, places, leads, home, slips.Works, new TopicBook(topicsFolder)))
        {
            Extracurricular = [.. classes.Select(c => ClassHour(dice, year, c, leads[c.Id].Teacher))],
        };
        return plan with { Works = WorkMaking.Make(year, plan.Classes, plan.Courses, blocks, slips) };
    }

    /// <summary>«Разговоры о важном» with the class teacher, the first hour of Monday.</summary>
    private static PlannedCourse ClassHour(Dice dice, PlannedYear year, ClassMaking.Sized c, PlannedTeacher lead)
    {
        var course = CourseId.From($"{Curricula.ClassHour.Key}-{c.Id}");
        var topics = TopicMaking.Make(
            dice.For("topics", course.Value), new TopicBook(null), new Block(c, Curricula.ClassHour, 1, []), WorkDays.LessonsOf(year, c.Level, [0]).Count, []);
        return new(course, c.Id, Curricula.ClassHour.Id, null, 1, lead.Id, [new PlannedSlot(1, 1, lead.Room!)], topics);
    }

    private static List<PlannedCourse> Courses(
        Dice dice, PlannedYear year, IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places, IReadOnlyDictionary<ClassId, StaffMaking.Member> leads,
        IReadOnlyList<HomeMaking.Lessons> home, IReadOnlyList<IReadOnlyList<int>> works, TopicBook book)
    {
        var rooms = RoomsOf(blocks, places, leads);
        var courses = new List<PlannedCourse>();
        for (var b = 0; b < blocks.Count; b++)
        {
            var block = blocks[b];
            var lessons = WorkDays.LessonsOf(year, block.Class.Level, places[b]).Count;
            for (var part = 0; part < block.Teachers.Count; part++)
            {
                var course = block.Course(part);
                courses.Add(new(
                    course, block.Class.Id, block.Line.Id, block.IsSplit ? block.Group(part) : null, block.Hours, block.Teachers[part].Teacher.Id,
                    [.. places[b].Select(p => new PlannedSlot(1 + (p / Placement.Slots), 1 + (p % Placement.Slots), rooms[(b, part, p)]))],
                    TopicMaking.Make(dice.For("topics", course.Value), book, block, lessons, works[b])));
            }
        }
        foreach (var h in home)
        {
            var lessons = WorkDays.LessonsOf(year, h.Block.Class.Level, h.Places).Count;
            courses.Add(new(
                h.Course, h.Block.Class.Id, h.Block.Line.Id, h.Group, h.Hours, h.Block.Teachers[0].Teacher.Id,
                [.. h.Places.Select(p => new PlannedSlot(1 + (p / Placement.Slots), 1 + (p % Placement.Slots), h.Room))],
                TopicMaking.Make(dice.For("topics", h.Course.Value), book, h.Block, lessons, [])));
        }
        return courses;
    }

    /// <summary>A primary class stays in its room; else one goes to the teacher's; halls are given out as they are free.</summary>
    private static Dictionary<(int Block, int Part, int Place), string> RoomsOf(
        IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places, IReadOnlyDictionary<ClassId, StaffMaking.Member> leads)
    {
        var rooms = new Dictionary<(int, int, int), string>();
        var halls = new int[Placement.Days * Placement.Slots];
        for (var b = 0; b < blocks.Count; b++)
        {
            for (var part = 0; part < blocks[b].Teachers.Count; part++)
            {
                foreach (var place in places[b])
                {
                    rooms[(b, part, place)] = blocks[b].Line.Chair == Chair.Sport ? StaffMaking.Halls[halls[place]++]
                        : blocks[b].Teachers[part].Teacher.Room ?? leads[blocks[b].Class.Id].Teacher.Room!;
                }
            }
        }
        return rooms;
    }
}
