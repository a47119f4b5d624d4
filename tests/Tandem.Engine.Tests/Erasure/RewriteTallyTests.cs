using Tandem.Engine.Erasure;

namespace Tandem.Engine.Tests.Erasure;

public class RewriteTallyTests
{
    [Fact]
    public void What_is_found_again_was_not_done_and_what_is_not_was()
    {
        var tally = RewriteTally.Next(null, new(5), 3);
        Assert.Equal(3, tally.Total);
        // Killed before it was done, and once more after it.
        tally = RewriteTally.Next(tally, new(5), 3);
        Assert.Equal(3, tally.Total);
        tally = RewriteTally.Next(tally, new(40), 2);
        Assert.Equal((3, 5), (tally.Before, tally.Total));
        tally = RewriteTally.Next(tally, new(40), 4);
        Assert.Equal((3, 7), (tally.Before, tally.Total));
    }
}
