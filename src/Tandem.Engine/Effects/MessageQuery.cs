using Tandem.Primitives;

namespace Tandem.Engine.Effects;

/// <summary>Which messages to list, newest first.</summary>
/// <param name="Statuses">Empty: all.</param>
/// <param name="Customers">Empty: all. More than one where customers were merged.</param>
/// <param name="Search">Part of the address or the subject, or a whole template's or origin's name; empty: all.</param>
/// <param name="Before">Only messages with a smaller number: the last one of the page before.</param>
public sealed record MessageQuery(IReadOnlyCollection<MessageStatus> Statuses, IReadOnlyCollection<EntityId> Customers, string Search = "", long Before = long.MaxValue, int Max = 50);
