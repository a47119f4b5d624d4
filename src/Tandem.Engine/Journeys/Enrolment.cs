using Tandem.Primitives;

namespace Tandem.Engine.Journeys;

/// <summary>Numbers are stored.</summary>
public enum EnrolmentState : byte
{
    Active = 1,

    /// <summary>Came to the end of the steps.</summary>
    Completed = 2,

    /// <summary>Left by an exit step, or because the journey is gone.</summary>
    Exited = 3,
}

/// <summary>One customer's walk through one version of a journey. The last finished walk is kept, for re-entry.</summary>
/// <param name="Visit">Counts the customer's walks through this journey, from 1.</param>
/// <param name="Step">The index of the step that it waits at, in the plan's order.</param>
/// <param name="Due">When the wait ends.</param>
/// <param name="Event">The interaction that started it, as JSON; empty where a segment did.</param>
/// <param name="Why">What started it and what each branch said, in words.</param>
public sealed record Enrolment(
    string Journey,
    int Version,
    int Visit,
    EnrolmentState State,
    int Step,
    string? StepId,
    Instant Since,
    Instant? Due,
    ReadOnlyMemory<byte> Event,
    IReadOnlyList<string> Why)
{
    internal void Write(ByteWriter to)
    {
        to.Text(Journey);
        to.Varint((ulong)Version);
        to.Varint((ulong)Visit);
        to.Byte((byte)State);
        to.Varint((ulong)Step);
        to.TextOrNull(StepId);
        to.Signed(Since.Micros);
        to.Bool(Due is not null);
        if (Due is { } due) to.Signed(due.Micros);
        to.Bytes(Event.Span);
        to.Varint((ulong)Why.Count);
        foreach (var reason in Why) to.Text(reason);
    }

    internal static Enrolment Read(ref ByteReader from)
    {
        var enrolment = new Enrolment(
            Texts.Shared(from.Text()), (int)from.Varint(), (int)from.Varint(), (EnrolmentState)from.Byte(), (int)from.Varint(), from.TextOrNull(),
            new(from.Signed()), from.Bool() ? new Instant(from.Signed()) : null, from.Bytes().ToArray(), []);
        var why = new string[from.Count()];
        for (var i = 0; i < why.Length; i++) why[i] = from.Text();
        return enrolment with { Why = why };
    }
}
