namespace Tandem.Browser;

[CollectionDefinition(Name)]
public sealed class StageCollection : ICollectionFixture<Stage>
{
    public const string Name = "stage";
}
