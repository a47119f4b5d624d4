using Tandem.Primitives;

namespace Tandem.Storage.Clocks;

/// <summary>
/// The time of the database that several processes share, as one of them reckons it: what the database said last, and what has
/// passed since. The date that the process's own machine shows counts for nothing: it may be wrong, and may be set. Thread-safe.
/// </summary>
/// <param name="machine">What has passed is measured by its timestamps; its date is told only before the database was asked.</param>
public sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    private volatile Answer? last;

    public Instant Now => Instant.From(GetUtcNow());

    /// <summary>Asks the database what time it is; somebody does it a few times a second.</summary>
    /// <param name="ask">Answers with the database's time at some moment of the call.</param>
    public void Ask(Func<Instant> ask)
    {
        var began = machine.GetTimestamp();
        var told = ask();
        var ended = machine.GetTimestamp();
        // It is at least that by now, and at most as much later as the answer took: what was reckoned stays where it is between the two.
        var latest = told + Passed(began, ended);
        if (last is { } before && Reckoned(before, ended) is var now && now >= told) told = now < latest ? now : latest;
        last = new(told, ended);
    }

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => last is { } answer ? Reckoned(answer, machine.GetTimestamp()).ToDateTimeOffset() : machine.GetUtcNow();

    private Instant Reckoned(Answer answer, long timestamp) => answer.Time + Passed(answer.At, timestamp);

    private Duration Passed(long began, long ended) => new(machine.GetElapsedTime(began, ended).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <param name="At">A timestamp of the machine.</param>
    private sealed record Answer(Instant Time, long At);
}
