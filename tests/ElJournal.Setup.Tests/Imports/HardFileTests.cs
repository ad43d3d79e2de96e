using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

/// <summary>
/// Files made to hurt, each read by a process of its own whose managed memory ends at 256 MB: whatever they are, they are read or refused by
/// name, and the process lives.
/// </summary>
public sealed class HardFileTests
{
    private const string Wanted = "ELJ_HARD_FILE";
    private const int Limit = 256 << 20;

    public static TheoryData<string, string> Files => new()
    {
        { "cells.csv", "read import_too_many_rows" },
        { "columns.csv", "import_too_many_columns" },
        { "large.csv", "import_file_too_big" },
        { "nul.csv", "import_file_not_table" },
        { "strings.xlsx", "import_zip_bomb" },
        { "fewer-strings.xlsx", "import_file_empty" },
        { "columns.xlsx", "import_too_many_columns import_workbook_damaged" },
        { "cells.xlsx", "read import_zip_bomb import_too_many_rows" },
        { "entities.xlsx", "import_workbook_damaged" },
        { "formula.xlsx.csv", "read" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_read_or_refused_within_256_megabytes(string name, string expected)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(HardFileTests).Assembly.Location, "-method", "*" + nameof(In_a_process_of_its_own)])
        {
            Environment = { [Wanted] = name, ["DOTNET_GCHeapHardLimit"] = Limit.ToString("x"), ["DOTNET_gcServer"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, complained) = (child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        var answer = (await said + await complained).Split('\n').FirstOrDefault(line => line.Contains("ANSWER", StringComparison.Ordinal));
        answer.ShouldNotBeNull($"{name}: {await said}");
        var words = answer[answer.IndexOf("ANSWER", StringComparison.Ordinal)..].Trim().Split(' ');
        expected.Split(' ').ShouldContain(words[1], $"{name}: {answer}");
        TestContext.Current.SendDiagnosticMessage("{0}: {1}", name, answer);
    }

    /// <summary>The other process; here it is skipped.</summary>
    [Fact]
    public void In_a_process_of_its_own()
    {
        if (Environment.GetEnvironmentVariable(Wanted) is not { } name)
        {
            Assert.Skip("Runs in a process of its own.");
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), $"eljournal-{Environment.ProcessId}-{name}");
        Make(name, path);
        string answer;
        try
        {
            answer = $"read {TableFile.Read(path).Sheets.Sum(sheet => sheet.Rows.Count)}";
        }
        catch (ImportRefusal refusal)
        {
            answer = refusal.Refusal.Kind.Code["setup.".Length..];
        }
        finally
        {
            File.Delete(path);
        }

        Console.Error.WriteLine($"ANSWER {answer} heap {GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes >> 20} MB, peak of the process {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    private static void Make(string name, string path)
    {
        using var file = File.Create(path);
        switch (name)
        {
            case "cells.csv":
                for (var row = 0; row < 20_000; row++) file.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a;", 250)) + "\n"));
                break;
            case "columns.csv":
                for (var part = 0; part < 1000; part++) file.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a;", 1000))));
                break;
            case "large.csv":
                file.SetLength(100L << 20);
                break;
            case "nul.csv":
                file.Write("Фамилия;Имя\0;Класс\nКим;Ян;8А\n"u8);
                break;
            case "entities.xlsx":
                Book(file, ["<sheetData/>"], workbook: """<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>""");
                break;
            case "strings.xlsx":
                Book(file, ["<sheetData/>"], strings: 60 << 20);
                break;
            case "fewer-strings.xlsx":
                Book(file, ["<sheetData/>"], strings: 45 << 20);
                break;
            case "columns.xlsx":
                Book(file, ["""<dimension ref="A1:XFD1"/><sheetData><row r="1">""", .. Enumerable.Repeat("<c><v>1</v></c>", 1_000_000), "</row></sheetData>"]);
                break;
            case "cells.xlsx":
                Book(file, Enumerable.Range(1, 10_000).Select(row => $"<row r=\"{row}\">" + string.Concat(Enumerable.Range(0, 200).Select(c => $"<c><v>{(row * c) + c}</v></c>")) + "</row>")
                    .Prepend("<sheetData>").Append("</sheetData>"));
                break;
            case "formula.xlsx.csv":
                Book(file, ["""<sheetData><row r="1"><c r="A1" t="str"><f>HYPERLINK("http://a","b")</f><v>Фамилия</v></c></row></sheetData>"""]);
                break;
        }
    }

    /// <summary>A workbook of one sheet; its shared strings, where wanted, are many and all different.</summary>
    private static void Book(Stream file, IEnumerable<string> sheet, int strings = 0, string workbook = "")
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        Entry("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
        Entry("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Entry("xl/workbook.xml", $"{workbook}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"{(workbook.Length > 0 ? "&b;" : "Лист")}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Entry("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Entry("xl/worksheets/sheet1.xml", sheet.Prepend($"<worksheet xmlns=\"{Main}\">").Append("</worksheet>"));
        using var writer = new StreamWriter(archive.CreateEntry("xl/sharedStrings.xml").Open());
        writer.Write($"<sst xmlns=\"{Main}\">");
        for (var (written, n) = (0, 0u); written < strings; written += 19, n = unchecked((n * 1664525) + 1013904223)) writer.Write($"<si><t>{n >> 22:x3}</t></si>");
        writer.Write("</sst>");

        void Entry(string name, params IEnumerable<string> text)
        {
            using var entry = new StreamWriter(archive.CreateEntry(name).Open());
            foreach (var part in text) entry.Write(part);
        }
    }
}
