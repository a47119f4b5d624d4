using Tandem.Engine.Customers;
using Tandem.Server.Customers;

namespace Tandem.Server.Privacy;

/// <summary>A customer at one moment, whole, and as the API shows it.</summary>
internal sealed record CustomerCopy(Customer Customer, CustomerModel Model);
