namespace Tandem.Server.Operations;

/// <summary>
/// A part of the reserve that lies in a file of the data folder, so that no other program can take it. Whoever opens databases
/// writes: on a disk that is full to the last byte a server could not start. It gives this file up first, and takes the room
/// again when there is some. Used by one thread at a time.
/// </summary>
public sealed class SpareRoom
{
    /// <summary>Several times what a start writes: the databases' shared memory and a few pages of their logs.</summary>
    private const long Enough = 8 << 20;

    private readonly string folder, path;
    private readonly long bytes;
    private bool isGivenUp, isTaken;

    /// <param name="reserve">Bytes of the disk that are kept free; 0 for none, and then there is no file either.</param>
    public SpareRoom(string folder, long reserve)
    {
        this.folder = Path.GetFullPath(folder);
        path = Path.Combine(this.folder, "spare.room");
        bytes = Math.Min(Enough, reserve);
    }

    /// <summary>Gives the room up where there is less beside it.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public void GiveUpWhereNeeded()
    {
        if (!File.Exists(path) || Free >= bytes) return;
        File.Delete(path);
        isGivenUp = true;
    }

    /// <summary>Takes back at once what the start left of it, before what waits is written into it: a server may be killed on a full disk again and again.</summary>
    public void TakeBack()
    {
        if (isGivenUp) Take(Math.Min(bytes, Free));
        isGivenUp = false;
    }

    /// <summary>Takes it, once there is as much again.</summary>
    /// <param name="free">Bytes that may still be written.</param>
    public void Keep(long free)
    {
        if (isTaken || bytes == 0 || free < 2 * bytes) return;
        // Once in each process also where the file is there: a crash may have come before it had its room.
        isTaken = true;
        Take(bytes);
    }

    private long Free => new DriveInfo(folder).AvailableFreeSpace;

    private void Take(long size)
    {
        try
        {
            File.Delete(path);
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = size });
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Somebody was faster, or the disk does not give room in advance. The next start tries again.
        }
    }
}
