namespace Tandem.Storage.Snapshots;

/// <summary>A copy of the states in a folder of its own, until it is disposed.</summary>
internal sealed class StateCopy : IDisposable
{
    private readonly string folder;

    public StateCopy(string folder)
    {
        this.folder = folder;
        Dispose();
        Directory.CreateDirectory(folder);
    }

    public string StatePath => Path.Combine(folder, StateSnapshot.StateName);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
