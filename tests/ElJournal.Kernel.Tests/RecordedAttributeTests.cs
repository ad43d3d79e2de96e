using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public class RecordedAttributeTests
{
    [Recorded("kernel_tests.bell_rung.v1")]
    private sealed record BellRung(int Slot);

    private sealed record Unnamed(int Slot);

    [Fact]
    public void An_event_is_stored_under_its_own_name() => RecordedAttribute.NameOf(typeof(BellRung)).ShouldBe("kernel_tests.bell_rung.v1");

    [Fact]
    public void A_type_without_a_name_is_no_event() =>
        Should.Throw<InvalidOperationException>(() => RecordedAttribute.NameOf(typeof(Unnamed))).Message.ShouldContain(nameof(Unnamed));
}
