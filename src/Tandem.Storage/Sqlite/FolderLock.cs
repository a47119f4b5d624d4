using System.Globalization;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Holds a data folder for this process. The operating system's lock on the file <c>lock</c> is what counts and ends
/// with the process, however it ends; <c>lock.owner</c> only tells people who has it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <exception cref="FolderLockedException">Another process, or another store in this one, has the folder.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        var owner = Path.Combine(folder, "lock.owner");
        FileStream held;
        try
        {
            held = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new FolderLockedException(
                $"The data folder {folder} is in use by {Owner(owner)}. Stop that process first, or start this one with another data folder.", taken);
        }
        File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        return new(held);
    }

    public void Dispose() => held.Dispose();

    private static string Owner(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return text.Length > 0 ? text : "another process";
        }
        catch (IOException)
        {
            // It may be written at this moment, or be gone; the name only helps people.
            return "another process";
        }
    }
}
