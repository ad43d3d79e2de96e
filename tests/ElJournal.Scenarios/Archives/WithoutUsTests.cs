using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Integrity.Proving;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Archives;

/// <summary>An archive in the hands of one who has neither the program nor its database: Debian's own tools and Python.</summary>
public sealed class WithoutUsTests(ArchivedSchool archived) : IClassFixture<ArchivedSchool>
{
    /// <summary>A page of the journal from the tables of an archive: who sat in the class on the day, what stands in each cell.</summary>
    private const string Rebuild = """
        import csv, json, sys
        def rows(name): return list(csv.DictReader(open(f"data/tables/{name}.csv", encoding="utf-8", newline="")))
        course, term = sys.argv[1:]
        card = next(c for c in rows("courses") if c["course"] == course)
        when = next(t for t in rows("terms") if t["term"] == term and t["level"] == card["level"])
        lessons = [l for l in rows("lessons") if l["course"] == course and when["from"] <= l["date"] <= when["to"]]
        keys = {l["lesson"] for l in lessons}
        cells = {}
        for g in rows("grades"):
            if g["lesson"] in keys: cells.setdefault((g["pupil"], g["lesson"]), []).append(g["grade"])
        for a in rows("attendance"):
            if a["lesson"] in keys: cells.setdefault((a["pupil"], a["lesson"]), []).insert(0, a["code"])
        classes = card["classes"].split()
        sitting = sorted({m["pupil"] for m in rows("class-members") if m["class"] in classes and m["from"] <= when["to"] and not (m["left"] and m["left"] <= when["from"])})
        subject = next(s["name"] for s in rows("subjects") if s["subject"] == card["subject"])
        print(json.dumps({"subject": subject, "pupils": sitting, "topics": {l["lesson"]: l["topic"] for l in lessons if l["topic"]},
            "cells": {f"{p} {l}": v for (p, l), v in cells.items()}}))
        """;

    [Fact]
    public async Task Debians_tools_find_it_whole()
    {
        foreach (var kind in (string[])["J5", "S25", "P"])
        {
            var zip = archived.Zip(kind);
            await Says(archived.Folder, $"unzip -tq {Path.GetFileName(zip)} && sha256sum -c {Path.GetFileName(zip)}.sha256", "OK");
            var folder = await Unpacked(zip);
            await Says(folder, "sha256sum -c --quiet tagmanifest-sha256.txt && sha256sum -c --quiet manifest-sha256.txt && sha512sum -c --quiet manifest-sha512.txt && echo whole", "whole");
            await Says(
                folder,
                "openssl cms -verify -binary -inform DER -in signatures/tagmanifest.p7s -content tagmanifest-sha256.txt -CAfile data/keys/archive-cert.pem -purpose any -out /dev/null",
                "Successful");
            await Says(
                folder,
                """
                sed -n 1,3p data/log/checkpoint > ../text; sed -n '5s/.* //p' data/log/checkpoint | base64 -d | tail -c 64 > ../sig
                openssl pkeyutl -verify -rawin -pubin -inkey data/keys/log.pem -in ../text -sigfile ../sig
                """,
                "Signature Verified Successfully");
            await Says(folder, "python3 data/tools/verify.py .", "INTACT");
            await Says(archived.Folder, $"python3 {folder}/data/tools/verify.py {zip} {folder}/data/log/vkey", "INTACT\n");
        }
    }

    [Fact]
    public async Task One_leaf_is_hashed_by_hand()
    {
        var folder = await Unpacked(archived.Zip());
        await Says(
            folder,
            """
            a=$( (printf '\000'; sed -n 5p data/log/events/000.ndjson | tr -d '\n') | sha256sum | cut -c1-64)
            b=$(tail -c +129 data/log/leafhashes.bin | head -c 32 | od -An -tx1 | tr -d ' \n')
            test "$a" = "$b" && echo the same
            """,
            "the same");
    }

    [Theory]
    [InlineData("sed -i '7s/\"seq\":/\"seq\":1/' data/log/events/000.ndjson", "data/log/events/000.ndjson, line 7, leaf 6")]
    [InlineData("rm data/tables/grades.csv", "data/tables/grades.csv: is missing")]
    [InlineData("echo x >> data/tables/grades.csv", "data/tables/grades.csv: is not what sha256 says it was")]
    [InlineData("touch data/more.txt", "data/more.txt: was added")]
    [InlineData("sed -i '2s/.*/7/' data/log/checkpoint", "data/log/checkpoint")]
    public async Task The_script_in_the_archive_names_what_was_done(string deed, string named)
    {
        var folder = await Unpacked(archived.Zip());
        var (code, said) = await ArchivedSchool.Shell(folder, $"{deed}; python3 data/tools/verify.py .");
        code.ShouldBe(1, said);
        said.ShouldContain("DAMAGED");
        said.ShouldContain(named);
    }

    /// <summary>The volume of statements needs no other bag: each statement is checked against its own line of the log and that line's proof.</summary>
    [Theory]
    [InlineData("sed -i '$a 8b,x,y,z,annual,w,5' data/statements/8b.csv", "data/statements/8b.csv: is not the statement that was sealed in the log")]
    [InlineData("printf ' ' >> data/statements/8b.pdf", "data/statements/8b.pdf: is not the statement that was sealed in the log")]
    [InlineData("sed -i 's/\"class\":\"8b\"/\"class\":\"7a\"/' data/log/leaves/8b.json", "data/proofs/8b.tlog-proof: proves nothing")]
    public async Task A_statement_proves_itself(string deed, string named)
    {
        var folder = await Unpacked(archived.Zip("S25"));
        var (code, said) = await ArchivedSchool.Shell(folder, $"{deed}; python3 data/tools/verify.py .");
        code.ShouldBe(1, said);
        said.ShouldContain(named);
        await Says(folder, "test ! -e data/log/events && test ! -e data/log/leafhashes.bin && echo alone", "alone");
    }

    [Fact]
    public async Task A_class_page_is_rebuilt_from_the_tables_as_the_journal_shows_it()
    {
        var director = new Actor(new AccountId("sample-director"), Role.Director, TestSchool.School, Channel.Web, "test", new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool)]));
        var page = (await archived.School.Services.GetRequiredService<JournalPages>().Now(director, SampleSchool.Course, null, TestContext.Current.CancellationToken))!;
        var folder = await Unpacked(archived.Zip());
        await File.WriteAllTextAsync(Path.Combine(folder, "..", "rebuild.py"), Rebuild, TestContext.Current.CancellationToken);
        var (code, said) = await ArchivedSchool.Shell(folder, $"python3 ../rebuild.py {page.Course} {page.Term}");
        code.ShouldBe(0, said);
        var rebuilt = JsonDocument.Parse(said).RootElement;
        rebuilt.GetProperty("subject").GetString().ShouldBe(page.Subject);
        rebuilt.GetProperty("pupils").EnumerateArray().Select(p => p.GetString()).ShouldBe(page.Pupils.Select(p => p.Pupil.Value), ignoreOrder: true);
        rebuilt.GetProperty("topics").EnumerateObject().Select(t => (t.Name, t.Value.GetString()))
            .ShouldBe(page.Lessons.Where(l => l.Topic is not null).Select(l => (l.Lesson.ToString(), (string?)l.Topic)), ignoreOrder: true);
        var shown = page.Pupils.SelectMany(p => p.Cells.Zip(page.Lessons).Where(c => c.First is not null && (c.First.Attendance is not null || c.First.Grades.Count > 0))
            .Select(c => ($"{p.Pupil} {c.Second.Lesson}", string.Join(' ', (c.First!.Attendance is { } code ? (string[])[code] : []).Concat(c.First.Grades))))).ToList();
        shown.Count.ShouldBeGreaterThan(4);
        rebuilt.GetProperty("cells").EnumerateObject().Select(c => (c.Name, string.Join(' ', c.Value.EnumerateArray().Select(v => v.GetString())))).ShouldBe(shown, ignoreOrder: true);
    }

    [Fact]
    public async Task No_name_of_anybody_is_in_the_bag_of_journals()
    {
        var folder = await Unpacked(archived.Zip());
        var (_, said) = await ArchivedSchool.Shell(folder, "grep -rlE 'Соколова|Лебедева' data || echo nobody");
        said.ShouldBe("nobody\n");
        var words = await Unpacked(archived.Zip("P"));
        // A card is JSON, whose Cyrillic is escaped.
        await Says(words, """python3 -c "import csv, json; print(any('Соколова' in str(json.loads(r['value'])) for r in csv.DictReader(open('data/openings.csv', newline='')) if r['value'][0] == '{'))" """, "True");
    }

    /// <summary>The forms hold names, so those of five years lie in the bag that an erasure makes anew; a statement keeps its own.</summary>
    [Fact]
    public async Task Printed_forms_are_in_it()
    {
        var words = await Unpacked(archived.Zip("P"));
        await Says(words, "pdftotext -layout data/print/8b.pdf ../journal.txt && grep -c 'Классный журнал' ../journal.txt && grep -o 'Алгебра' ../journal.txt", "Алгебра");
        // Every sheet shows the very checkpoint that the archive stands under.
        await Says(
            words,
            """
            root=$(sed -n 3p data/log/checkpoint | base64 -d | od -An -tx1 | tr -d ' \n' | cut -c1-16)
            grep -o "$(sed -n 2p data/log/checkpoint):$root" ../journal.txt
            """,
            ":");
        await Says(words, "grep 'print/8b.pdf' data/opis.csv", "Классный журнал 8 «Б»");
        var statements = await Unpacked(archived.Zip("S25"));
        await Says(statements, "pdftotext -layout data/statements/8b.pdf ../statement.txt && grep -o 'Алгебра' ../statement.txt", "Алгебра");
        await Says(statements, "grep 'statements/8b.pdf' data/opis.csv", "Сводная ведомость 8 «Б»");
    }

    /// <summary>One entry with its proof, as the page gives it out in one file and the slip in two codes.</summary>
    [Fact]
    public async Task An_entry_is_proven_by_the_script_and_the_schools_key()
    {
        var proofs = archived.School.Services.GetRequiredService<EntryProofs>();
        var record = await archived.School.AsOwner<Guid>("select id from journal.mt_events where tenant_id = 'sample' and type like 'accounting.%' order by seq_id desc limit 1");
        var proof = (await proofs.Of(TestSchool.School, record, TestContext.Current.CancellationToken))!;
        var folder = await Unpacked(archived.Zip());
        await Put("one.tlog-proof", proof.ToString());
        await Says(folder, "python3 data/tools/verify.py one.tlog-proof data/log/vkey", $"PROVEN: entry {proof.Index} of");
        await Says(folder, "python3 data/tools/verify.py one.tlog-proof data/log/vkey", record.ToString());
        await Put("slip.tlog-proof", (proof with { Extra = null }).ToString().Trim());
        await Put("entry.json", System.Text.Encoding.UTF8.GetString(proof.Extra!.Value.Span));
        await Says(folder, "python3 data/tools/verify.py slip.tlog-proof data/log/vkey entry.json", "PROVEN");
        (await ArchivedSchool.Shell(folder, "python3 data/tools/verify.py slip.tlog-proof data/log/vkey")).Code.ShouldBe(2);
        (await ArchivedSchool.Shell(folder, "sed -i 's/sample/simple/' entry.json; python3 data/tools/verify.py slip.tlog-proof data/log/vkey entry.json")).Code.ShouldBe(1);

        async Task Put(string name, string text) => await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
    }

    private static async Task Says(string folder, string command, string what)
    {
        var (code, said) = await ArchivedSchool.Shell(folder, command);
        code.ShouldBe(0, $"{command}\n{said}");
        said.ShouldContain(what);
    }

    private async Task<string> Unpacked(string zip)
    {
        var place = Directory.CreateDirectory(Path.Combine(archived.Folder, Guid.NewGuid().ToString("N"))).FullName;
        await Says(place, $"unzip -q {zip} && echo unpacked", "unpacked");
        return Directory.GetDirectories(place).Single();
    }
}
