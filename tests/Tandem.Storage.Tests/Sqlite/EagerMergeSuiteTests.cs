using Tandem.Storage.Sqlite;

namespace Tandem.Storage.Tests.Sqlite;

/// <summary>The same promises where every checkpoint finds a merge under way, somewhere in the middle.</summary>
public sealed class EagerMergeSuiteTests : EmbeddedStoreSuiteTests
{
    private int stops;

    private protected override EmbeddedOptions Options =>
        base.Options with { MergeBytes = 1, MaxMergeBytes = 1, MergeRows = 1, MergeIdle = TimeSpan.Zero, UpkeepInBackground = false };

    protected override Task Abandon()
    {
        MergeALittle();
        return base.Abandon();
    }

    protected override async Task Close()
    {
        MergeALittle();
        await base.Close();
    }

    private void MergeALittle()
    {
        stops++;
        for (var step = 0; step < stops % 4; step++) Store.Upkeep.Step();
    }
}
