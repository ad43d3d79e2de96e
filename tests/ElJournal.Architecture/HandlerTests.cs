using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class HandlerTests
{
    [Fact]
    public void Every_handler_is_public_and_static_and_every_command_has_one() => Handlers.Complaints(Modules.Types).ShouldBeEmpty();

    [Fact]
    public void There_are_handlers_to_judge() =>
        Modules.Types.Count(t => t.Name.EndsWith("Handler", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(4);

    [Fact]
    public void A_hidden_handler_is_named() =>
        Handlers.Complaints([typeof(Hidden.RingBellHandler)]).ShouldContain(c => c.Contains("RingBellHandler is not public"));

    [Fact]
    public void A_handler_with_state_is_named() =>
        Handlers.Complaints([typeof(OpenDoorHandler)]).ShouldHaveSingleItem().ShouldContain("OpenDoorHandler is not static");

    [Fact]
    public void A_command_without_a_handler_is_named() =>
        Handlers.Complaints([typeof(OpenDoor)]).ShouldHaveSingleItem().ShouldContain("OpenDoor is a command without a handler");

    public sealed record OpenDoor(Guid CommandId) : ICommand
    {
        public Need Need => new(Permission.SetUpSchool);
    }

    public sealed class OpenDoorHandler
    {
        public int Opened { get; set; }
    }

    private static class Hidden
    {
        internal static class RingBellHandler;
    }
}
