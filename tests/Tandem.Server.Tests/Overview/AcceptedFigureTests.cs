using Tandem.Server.Overview;

namespace Tandem.Server.Tests.Overview;

public sealed class AcceptedFigureTests
{
    [Theory]
    [InlineData(400, 1_000, true, 1_000)]
    [InlineData(1_000, 990, true, 1_000)]
    [InlineData(1_000, 990, false, 1_000)]
    [InlineData(1_000, 1_005, false, 1_000)]
    public void While_a_journal_is_folded_again_it_is_not_less_than_what_the_sources_counted(long folded, long counted, bool isReplaying, long accepted) =>
        Assert.Equal(accepted, LiveOverview.Accepted(folded, counted, isReplaying));
}
