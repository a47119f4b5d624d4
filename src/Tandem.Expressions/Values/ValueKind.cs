namespace Tandem.Expressions.Values;

/// <summary>The kinds of values that rules work on: those of the Common Expression Language and its optionals, without protobuf messages.</summary>
public enum ValueKind : byte
{
    Null = 0,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    List,
    Map,
    Timestamp,
    Duration,
    Type,

    /// <summary>A value or none, for what may be missing.</summary>
    Optional,

    /// <summary>An error is a value: <c>error &amp;&amp; false</c> is <c>false</c>.</summary>
    Error,
}
