using Tandem.Primitives;

namespace Tandem.Expressions.Past;

/// <summary><c>.followed_by(events("B"), "7d")</c> as written.</summary>
internal sealed record WrittenFollowing(WrittenEvents Events, Duration Within, bool IsNegated);
