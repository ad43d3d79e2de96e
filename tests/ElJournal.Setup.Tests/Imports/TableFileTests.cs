using System.IO.Compression;
using System.Text;
using CsCheck;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class TableFileTests
{
    private static readonly string[][] Rows = [["Фамилия", "Имя", "Класс"], ["Ёлкина", "Яна; младшая", "8А"], ["Ким", "Ян, «средний»", "8Б"]];

    [Theory]
    [InlineData("utf-8-bom")]
    [InlineData("utf-8")]
    [InlineData("windows-1251")]
    [InlineData("utf-16")]
    public void The_encoding_is_found_from_the_bytes(string encoding)
    {
        var file = TableFile.Read(Tables.Csv(Rows, ';', encoding), "список.csv");

        file.Encoding.ShouldBe(encoding);
        file.Sheets.Single().Rows.Select(row => row.Cells).ShouldBe(Rows, new RowsEqual());
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    public void The_separator_is_the_one_that_cuts_evenly_outside_quotes(char separator)
    {
        var file = TableFile.Read(Tables.Csv(Rows, separator), "список.csv");

        file.Separator.ShouldBe(separator.ToString());
        file.Sheets.Single().Rows.Select(row => row.Cells).ShouldBe(Rows, new RowsEqual());
    }

    [Fact]
    public void Commas_in_topics_do_not_outvote_semicolons() =>
        Tables.Text("№;Тема\n1;Кошки, собаки, птицы\n2;Реки, озёра, моря\n3;Леса, степи, горы\n").Separator.ShouldBe(";");

    [Fact]
    public void A_spreadsheets_own_separator_line_is_obeyed_and_counted()
    {
        var file = Tables.Text("sep=,\r\nФамилия,Имя\r\nКим,Ян\r\n");

        file.Separator.ShouldBe(",");
        file.Sheets[0].Rows.Select(row => row.Line).ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_row_is_named_by_the_line_on_which_it_begins(string br)
    {
        var file = Tables.Text(string.Join(br, "№;Тема", "", "1;\"Первая", "", "вторая\"", "2;Дальше", "", "3;Конец"));

        file.Sheets[0].Rows.Select(row => row.Line).ShouldBe([1, 3, 6, 8]);
        file.Sheets[0].Rows[1][1].ShouldBe("Первая вторая");
    }

    [Fact]
    public void A_quote_inside_a_cell_is_a_letter() => Tables.Text("Класс;Имя\n8 \"А\";Ян\n8 \"Б\";Ия\n").Sheets[0].Rows[1][0].ShouldBe("8 \"А\"");

    [Fact]
    public void An_open_quote_is_refused_with_its_line()
    {
        var refusal = Refused(Encoding.UTF8.GetBytes("Фамилия;Имя\nКим;Ян\n\"Ли;Ия\nПак;Юн\n"));

        refusal.Line.ShouldBe(3);
        refusal.Message.ShouldBe("список.csv, строка 3: кавычка открыта и не закрыта.");
    }

    [Fact]
    public void A_workbook_is_known_by_its_bytes_whatever_its_name()
    {
        var file = TableFile.Read(Tables.Xlsx(("7А", [["Фамилия", "Имя"], ["Ким", 12.0]])), "список.csv");

        file.Encoding.ShouldBe("xlsx");
        file.Separator.ShouldBeNull();
        file.Sheets.Single().Name.ShouldBe("7А");
        file.Sheets.Single().Rows[1].Cells.ShouldBe(["Ким", "12"]);
    }

    [Fact]
    public void A_neutralised_cell_is_read_as_it_was() => Tables.Text("№;Тема\n1;'=x+y\n").Sheets[0].Rows[1][1].ShouldBe("=x+y");

    [Fact]
    public void Nothing_in_it_is_a_refusal() => Refused([]).Refusal.Kind.Code.ShouldBe("setup.import_file_empty");

    [Fact]
    public void Blank_lines_only_are_a_refusal() => Refused("\n ;; \n"u8.ToArray()).Refusal.Kind.Code.ShouldBe("setup.import_file_empty");

    [Fact]
    public void A_picture_is_not_a_table() =>
        Refused([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]).Refusal.Kind.Code.ShouldBe("setup.import_file_not_table");

    [Fact]
    public void An_old_workbook_is_refused_with_advice() => Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Message.ShouldContain("XLSX");

    [Fact]
    public void Damaged_text_under_a_utf8_mark_is_refused() => Refused([0xEF, 0xBB, 0xBF, 0xC0, 0x41]).Refusal.Kind.Code.ShouldBe("setup.import_file_encoding");

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Should.Throw<ImportRefusal>(() => TableFile.Read("/нет/такого.csv")).Refusal.Kind.Code.ShouldBe("setup.import_file_unreadable");

    [Fact]
    public void A_file_beyond_the_limit_is_refused() => Refused(new byte[TableLimits.FileBytes + 1]).Refusal.Kind.Code.ShouldBe("setup.import_file_too_big");

    [Fact]
    public void Too_many_rows_are_refused() =>
        Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("а;б\n", TableLimits.Rows + 1)))).Refusal.Kind.Code.ShouldBe("setup.import_too_many_rows");

    [Fact]
    public void Too_many_columns_are_refused() =>
        Refused(Encoding.UTF8.GetBytes(new string(';', TableLimits.Columns) + "а")).Refusal.Kind.Code.ShouldBe("setup.import_too_many_columns");

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Zip(("xl/workbook.xml", Encoding.UTF8.GetBytes("<workbook/>")), ("xl/worksheets/sheet1.xml", new byte[50 << 20]));

        bomb.Length.ShouldBeLessThan(100_000);
        Refused(bomb).Refusal.Kind.Code.ShouldBe("setup.import_zip_bomb");
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused()
    {
        var bomb = Zip(("xl/workbook.xml", Encoding.UTF8.GetBytes("<workbook/>")), ("xl/worksheets/sheet1.xml", new byte[200 << 20]));
        var declared = BitConverter.GetBytes(200 << 20);
        for (var at = bomb.AsSpan().IndexOf(declared); at >= 0; at = bomb.AsSpan().IndexOf(declared))
        {
            BitConverter.GetBytes(1000).CopyTo(bomb, at);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bomb);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20 << 20);
    }

    [Fact]
    public void Entities_in_a_workbook_are_refused()
    {
        var book = Tables.Xlsx(("Лист1", [["Фамилия", "Имя"], ["Ким", "Ян"]]));
        using var stream = new MemoryStream();
        stream.Write(book);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/workbook.xml")!.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("xl/workbook.xml").Open());
            writer.Write("""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="&a;"/></sheets></workbook>""");
        }

        Refused(stream.ToArray()).Refusal.Kind.Code.ShouldBe("setup.import_workbook_damaged");
    }

    [Fact]
    public void A_zip_without_a_workbook_is_not_a_table() => Refused(Zip(("readme.txt", "а"u8.ToArray()))).Refusal.Kind.Code.ShouldBe("setup.import_file_not_table");

    /// <summary>Mutated bytes of good files either read or are refused by name; nothing else is thrown. A failure prints its seed.</summary>
    [Fact]
    public void Damaged_bytes_never_throw_anything_but_a_refusal()
    {
        byte[][] good =
        [
            Tables.Csv(Rows), Tables.Csv(Rows, ',', "windows-1251"), Tables.Csv(Rows, '\t', "utf-16"),
            Tables.Xlsx(("7А", [["Фамилия", "Имя", "Класс"], ["Ким", "Ян", 7.0]]), ("КТП", [["№", "Тема урока"], [1.0, "Тема"]])),
        ];
        var mutation = Gen.Select(Gen.Int[0, 20_000], Gen.Byte, Gen.Int[0, 3]);
        Gen.Select(Gen.Int[0, good.Length - 1], mutation.Array[1, 12]).Sample(
            (which, mutations) =>
            {
                var bytes = new List<byte>(good[which]);
                foreach (var (place, value, kind) in mutations)
                {
                    var at = place % Math.Max(1, bytes.Count);
                    switch (kind)
                    {
                        case 0 when bytes.Count > 0: bytes[at] = value; break;
                        case 1: bytes.Insert(Math.Min(at, bytes.Count), value); break;
                        case 2 when bytes.Count > 0: bytes.RemoveAt(at); break;
                        case 3 when bytes.Count > 0: bytes[at] ^= (byte)(1 << (value % 8)); break;
                    }
                }

                ReadsOrRefuses([.. bytes]);
            },
            iter: 3000,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }

    [Fact]
    public void Any_text_is_read_or_refused() => Gen.String[Gen.Char["Фамилия;Имя,Класс\tТема№\"'\r\n 1-8А.ч"], 0, 200].Sample(
        text => ReadsOrRefuses(Encoding.UTF8.GetBytes("№;Тема урока;Часы;Фамилия;Имя;Класс\n" + text)),
        iter: 3000,
        writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

    private static void ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            var file = TableFile.Read(bytes, "порча");
            Quietly(() => PupilMatch.Judge(PupilList.Read(file), []));
            Quietly(() => PlanFile.Read(file).Report());
        }
        catch (ImportRefusal refusal)
        {
            refusal.Message.ShouldStartWith("порча");
        }
    }

    private static void Quietly(Action read)
    {
        try
        {
            read();
        }
        catch (ImportRefusal refusal)
        {
            refusal.Message.ShouldNotBeEmpty();
        }
    }

    private static ImportRefusal Refused(byte[] bytes) => Should.Throw<ImportRefusal>(() => TableFile.Read(bytes, "список.csv"));

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private sealed class RowsEqual : IEqualityComparer<IReadOnlyList<string>>
    {
        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<string> cells) => cells.Count;
    }
}
