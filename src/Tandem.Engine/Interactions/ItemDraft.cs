using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.Interactions;

/// <summary>One item as read from the request, before the batch around it is known to its end.</summary>
internal sealed class ItemDraft(int? index)
{
    private List<Error>? errors;

    /// <summary>Its place in the batch; null for a single call.</summary>
    public int? Index { get; } = index;

    /// <summary>Where the item's braces stand in the request.</summary>
    public ByteRange Range;

    /// <summary>How many objects and lists of the request stand around it.</summary>
    public int Depth;

    /// <summary>0 until known.</summary>
    public InteractionType Type;

    public string? UserId, AnonymousId, PreviousId, GroupId, MessageId, Event, Name;

    /// <summary>Of <c>traits</c> and of <c>context.traits</c>.</summary>
    public string? Email, Phone, ContextEmail, ContextPhone;

    public List<Identity>? External;

    public Instant? Timestamp, OriginalTimestamp, SentAt;

    public bool Historical;

    /// <summary>Where the object <c>properties</c> stands in the request; empty where there is none.</summary>
    public ByteRange Properties;

    /// <summary>Parts that the stored body has differently; empty where the item has no such part.</summary>
    public ByteRange TypeValue, TimestampName, WriteKeyField;

    public IReadOnlyList<Error> Errors => errors ?? (IReadOnlyList<Error>)[];

    public bool IsGood => errors is null;

    public void Fail(string code, string path, string message, string hint) =>
        (errors ??= []).Add(new(code, message) { Path = Whole(path), Hint = hint });

    /// <summary>Notes that a field is not there, unless it is and was found wrong.</summary>
    public void Lacks(string path, string message, string hint)
    {
        if (!IsToldOf(path)) Fail("missing", path, message, hint);
    }

    public bool IsToldOf(string path) => errors?.Exists(error => error.Path == Whole(path)) ?? false;

    private string? Whole(string path) => (Index, path.Length) switch
    {
        (null, 0) => null,
        (null, _) => path,
        (_, 0) => $"batch[{Index}]",
        _ => $"batch[{Index}].{path}",
    };
}

/// <summary>A part of the request. <c>default</c> is no part.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}
