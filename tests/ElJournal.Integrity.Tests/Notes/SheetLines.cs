using ElJournal.Integrity.Proving;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Notes;

/// <summary>The line at the foot of a sheet as people and scanners give it.</summary>
public sealed class SheetLines
{
    [Theory]
    [InlineData("eljournal.example/school7/2026-2027 · 1234:0a1b2c3d4e5f6789 · 9f8e7d6c", "9f8e7d6c")]
    [InlineData("eljournal.example/school7/2026-2027 1234:0A1B2C3D4E5F6789 9F8E7D6C", "9f8e7d6c")]
    [InlineData("  eljournal.example/school7/2026-2027 -  1234 : 0a1b2c3d4e5f6789\r\n", null)]
    [InlineData("eljournal.example/school7/2026-2027 ·\n1234:0a1b2c3d4e5f6789 ·\n9f8e7d6c", "9f8e7d6c")]
    public void Dots_spaces_and_capitals_do_not_matter(string typed, string? data) =>
        SheetLine.Parse(typed).ShouldBe(new SheetLine("eljournal.example/school7/2026-2027", 1234, "0a1b2c3d4e5f6789", data, null));

    [Theory]
    [InlineData("")]
    [InlineData("Лист 3 из 12")]
    [InlineData("eljournal.example/school7/2026-2027")]
    [InlineData("eljournal.example/school7/2026-2027 · 1234:0a1b2c3d")]
    [InlineData("eljournal.example/school7/2026-2027 · 1234:0a1b2c3d4e5f678x")]
    [InlineData("eljournal.example/school7/2026-2027 · 9999999999999999999:0a1b2c3d4e5f6789")]
    [InlineData("eljournal.example/school7/2026-2027\n1234\nAAAA\n")]
    public void What_is_no_line_is_none(string typed) => SheetLine.Parse(typed).ShouldBeNull();
}
