using System.Security.Cryptography;

namespace Tandem.Server.Operations;

/// <summary>
/// Looks at the disk of the data folder, often while there is little room and seldom otherwise, and tells <see cref="StorageHealth"/>.
/// When the journal could not be written, only a file that was really written says that it can be again.
/// </summary>
/// <param name="spare">Kept in the folder; null where nothing is.</param>
public sealed class DiskWatch(string folder, StorageHealth health, SpareRoom? spare = null) : BackgroundService
{
    private const int ProbeBytes = 256 << 10;

    /// <summary>With so many times the room that is needed, a second of traffic does not fill it.</summary>
    private const int Plenty = 8;

    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(1), WhileLittle = TimeSpan.FromMilliseconds(50);

    private readonly string probe = Path.Combine(folder, "disk.probe");
    private readonly DriveInfo disk = new(Path.GetFullPath(folder));
    private long free, size;

    /// <summary>Bytes that may still be written, as of the last look.</summary>
    public long Free => Volatile.Read(ref free);

    /// <summary>Bytes of the whole disk.</summary>
    public long Size => Volatile.Read(ref size);

    /// <summary>Looks once.</summary>
    public void Step()
    {
        try
        {
            Volatile.Write(ref size, disk.TotalSize);
            Volatile.Write(ref free, disk.AvailableFreeSpace);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            // Some disks do not say; then only failed writes tell.
            Volatile.Write(ref free, long.MaxValue);
        }
        if (health.Trouble(StorageTask.Journal) is not null && Free >= health.ResumeAt && CanWrite()) health.Wrote(StorageTask.Journal);
        spare?.Keep(Free);
        health.Look(Free);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Step();
            await Task.Delay(Free > Plenty * health.ResumeAt ? Usually : WhileLittle, stoppingToken);
        }
    }

    private bool CanWrite()
    {
        try
        {
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            // Not zeros: some disks keep these without writing anything.
            file.Write(RandomNumberGenerator.GetBytes(ProbeBytes));
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
