namespace Tandem.Browser;

/// <summary>A stage of its own, for tests that send what others count. It comes after the others, so that two servers need not share the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SourceStageCollection : ICollectionFixture<Stage>
{
    public const string Name = "stage of sources";
}
