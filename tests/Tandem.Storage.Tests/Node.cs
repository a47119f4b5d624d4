using Tandem.Engine.Journal;
using Tandem.Engine.States;

namespace Tandem.Storage.Tests;

/// <summary>A store that is open.</summary>
public sealed record Node(IInbox Inbox, IJournal Journal, IShardStore Shards, IOutbox Outbox, IStateReader States);
