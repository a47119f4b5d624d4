using System.Runtime.InteropServices;

namespace Tandem.Storage.Journal;

/// <summary>Makes the names in a folder durable, which syncing the files themselves does not. Windows does so by itself.</summary>
internal static class FolderSync
{
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, 0);
        if (handle < 0) throw Failed(folder);
        try
        {
            if (Fsync(handle) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string folder) => new($"{folder} cannot be synced to disk (error {Marshal.GetLastPInvokeError()}).");

    // The framework opens no folders, so these are the system's own calls.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
