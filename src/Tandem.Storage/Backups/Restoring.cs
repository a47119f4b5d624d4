using System.IO.Pipelines;

namespace Tandem.Storage.Backups;

/// <summary>Puts a backup into an empty place, and compares what is there then with what the backup says that it holds.</summary>
public static class Restoring
{
    /// <param name="progress">Told how many bytes were read.</param>
    /// <returns>What the place holds, part by part.</returns>
    /// <exception cref="BackupRefusedException">The backup or the place is not as it must be.</exception>
    public static IReadOnlyList<PartTally> Restore(BackupReader from, IBackupTarget to, bool sendingOff, Action<long> progress, CancellationToken cancelled)
    {
        to.Begin(from.Header);
        while (from.Next() is var (part, records, count))
        {
            cancelled.ThrowIfCancellationRequested();
            to.Write(part, records, count);
            progress(from.Bytes);
        }
        var found = to.Tally();
        foreach (var said in from.Manifest!)
            if (found.First(tally => tally.Part == said.Part) is var there && there != said)
                throw new BackupRefusedException(
                    $"What was restored differs from the backup: {said.Part} has {there.Records} records with the hash {there.HashText}, and should have {said.Records} with {said.HashText}. Nothing of it counts.");
        to.Finish(sendingOff);
        return found;
    }

    /// <summary>Puts a workspace into another place as it is, without a file in between.</summary>
    /// <inheritdoc cref="Restore"/>
    public static async Task<IReadOnlyList<PartTally>> Move(IBackupSource from, IBackupTarget to, Action<long> progress, CancellationToken cancelled)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 8 << 20, resumeWriterThreshold: 4 << 20));
        var writing = Task.Run(() =>
        {
            Exception? failure = null;
            try
            {
                using var stream = pipe.Writer.AsStream(leaveOpen: true);
                BackupWriter.Write(from, stream, cancelled);
            }
            catch (Exception failed)
            {
                failure = failed;
                throw;
            }
            finally
            {
                pipe.Writer.Complete(failure);
            }
        }, CancellationToken.None);
        try
        {
            await using var stream = pipe.Reader.AsStream();
            using var reader = new BackupReader(stream);
            return Restore(reader, to, sendingOff: false, progress, cancelled);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }
    }
}
