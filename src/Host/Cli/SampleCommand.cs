using System.CommandLine;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal sample</c>: loads a sample school, some weeks of it up to today or the whole year, and prints its accounts.</summary>
internal static class SampleCommand
{
    private static readonly Option<bool> Year = new("--year") { Description = "Сорок классов, тысяча обучающихся и весь 2025/26 учебный год" };

    private static readonly Option<bool> Report = new("--report") { Description = "Ничего не загружать: сравнить школу и год этого зерна с тем, какими они должны быть" };

    private static readonly Option<int> School = new("--school") { Description = "Которой школой установки станет образец: несколько могут лежать в одной базе", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<long?> Seed = new("--seed") { Description = "Зерно: другое — другая школа; без него берётся номер школы", HelpName = "S" };

    private static readonly Option<string?> Topics = new("--topics") { Description = "Каталог с темами уроков в CSV вместо собственных", HelpName = "DIR" };

    public static Command Create()
    {
        School.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > MostSchools) given.AddError($"Номер школы — от 1 до {MostSchools}.");
        });
        var command = new Command("sample", "Загрузить школу-образец, прожившую несколько недель до сегодняшнего дня, и напечатать её учётные записи; с --year — целую школу с прожитым учебным годом")
        {
            Year, Report, School, Seed, Topics,
        };
        command.SetAction(async (given, cancel) =>
        {
            var wish = new SampleWish(given.GetValue(Year), given.GetValue(School), given.GetValue(Seed), given.GetValue(Topics));
            if (given.GetValue(Report)) return SampleTask.Report(wish.Seed ?? wish.Number, wish.Topics) ? CommandLine.Done : CommandLine.Refused;
            await using var installation = await Installation.Open(
                given.GetValue(CommandLine.Data), use: InstallationUse.Commanding, cancel: cancel);
            return await SampleTask.Run(installation, wish, cancel) is { } why ? Terminal.Refuse(given, why) : CommandLine.Done;
        });
        return command;
    }

    private const int MostSchools = 99;
}
