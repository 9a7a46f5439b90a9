// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Who may take part, in one storage slot per account
/// @notice Calls nothing that a holder supplies, except to ask a signer that is a contract for its signature (ERC-1271)
/// where an organisation changes its own signers. A licence lapses by itself: one second after `licenceExpiry` its
/// holder can fund and receive notes no more, but is still repaid.
///
/// Warehouse and arbiter are signer roles: what such an account signs moves other people's money. An organisation's
/// first signers are entered by the operator, once. From then on only the organisation's own quorum brings in another,
/// 48 hours ahead, and an organisation that has lost its signers never gets new ones: it is entered anew under another
/// number. Removing a signer takes effect at once, since it can only stop money.
///
/// Whoever an act belongs to either calls it or has signed for it (EIP-712 "Quaynote Participants", or ERC-1271); an
/// empty signature means "the caller is the one". Anyone may carry in a signed act and gains no power by it.
interface IParticipants {
    /// @notice What is known about one account.
    /// @param roles bit set of SELLER (1), LENDER (2), WAREHOUSE (4), BUYER (8), PLATFORM (16), ARBITER (32)
    /// @param licence class of a lender's licence
    /// @param frozen a frozen account takes no part; money due to it is parked as a claim
    /// @param organisation number of the organisation the account belongs to, 0 for none
    /// @param licenceExpiry last second at which the licence holds, unix seconds
    /// @param signerSince when the account came to its organisation or got its present signer roles, unix seconds; in the
    /// future while a new signer waits. Losing a signer role or changing another one leaves it as it is, so that what an
    /// organisation was named for does not hang on one of its keys
    struct Participant {
        uint8 roles;
        Licence licence;
        bool frozen;
        uint64 organisation;
        uint40 licenceExpiry;
        uint40 signerSince;
    }

    /// @notice How an organisation decides about its signers.
    /// @param count its signers, those included that still wait
    /// @param quorum how many present signers decide now; 0 for an organisation that never had a signer
    /// @param nextQuorum how many will; 0 where no change waits
    /// @param nextQuorumSince from when on, unix seconds
    /// @param nonce number of the next decision to be signed
    struct Signers {
        uint16 count;
        uint8 quorum;
        uint8 nextQuorum;
        uint40 nextQuorumSince;
        uint64 nonce;
    }

    /// @notice One signer's word on a decision. `signature` may be empty where the signer is the caller.
    struct Consent {
        address signer;
        bytes signature;
    }

    /// @notice Class of a lender's licence.
    enum Licence {
        None,
        AuthorisedInstitution,
        MoneyLender,
        Fund
    }

    /// @notice An account's entry was written; the figures are the resulting ones.
    event ParticipantSet(
        address indexed account,
        uint64 indexed organisation,
        uint8 roles,
        Licence licence,
        uint40 licenceExpiry,
        uint40 signerSince
    );

    /// @notice An account was frozen or set free; `listReference` names the list or order it rests on.
    event FrozenSet(address indexed account, bool frozen, bytes32 listReference);

    /// @notice An organisation's signers or their quorum changed; the figures are the resulting ones, as in {Signers}.
    event SignersChanged(
        uint64 indexed organisation,
        uint16 count,
        uint8 quorum,
        uint8 nextQuorum,
        uint40 nextQuorumSince,
        uint64 nonce
    );

    /// @notice The zero account or organisation number 0, or an account that belongs elsewhere or is a signer already.
    error InvalidParticipant(address account, uint64 organisation);

    /// @notice A role that does not exist, or none or another one where signer roles are needed.
    error InvalidRoles(uint8 roles);

    /// @notice The organisation has, or once had, signers: only they bring in another one.
    error SignersDecide(uint64 organisation);

    /// @notice A quorum of 0, or of more signers than there are.
    error InvalidQuorum(uint8 quorum, uint256 count);

    /// @notice Fewer signers consent than the organisation's quorum.
    error TooFewConsents(uint256 consents, uint256 quorum);

    /// @notice Not a present signer of the organisation (frozen, waiting, removed, of another one), or not in ascending
    /// order of addresses, in which nobody can be counted twice.
    error NotSigner(address account, uint64 organisation);

    /// @notice Neither called nor signed by the one it belongs to.
    error NotSigned(address account);

    /// @notice The time to carry this in is over.
    error Expired(uint256 deadline);

    /// @notice Freezing and freeing need the reference of the list or order they rest on.
    error MissingReference();

    /// @notice Enters or changes an account as a whole; freezing is left as it is. Signer roles can be taken away, and
    /// given to the first account of an organisation that never had a signer (its quorum is then 1); a signer that moves
    /// to another organisation is none in the old one any more. Restricted (operator). Emits {ParticipantSet}, and
    /// {SignersChanged} where an organisation gets its first signer or loses one. Reverts {InvalidParticipant},
    /// {InvalidRoles}, {SignersDecide}.
    /// @param licenceExpiry last second at which the licence holds, unix seconds
    function setParticipant(
        address account,
        uint64 organisation,
        uint8 roles,
        Licence licence,
        uint40 licenceExpiry
    ) external;

    /// @notice Enters the first signers of an organisation together, present at once. Only for an organisation that never
    /// had a signer, and accounts that belong to none or are in it without a signer role. Restricted (operator). Emits
    /// {ParticipantSet} for each and {SignersChanged}. Reverts {SignersDecide}, {InvalidQuorum}, {InvalidParticipant},
    /// {InvalidRoles}.
    /// @param roles signer roles they get beside those they have
    /// @param quorum how many of them decide together
    function foundSigners(uint64 organisation, address[] calldata accounts, uint8 roles, uint8 quorum) external;

    /// @notice Brings in another signer, present 48 hours later. By the organisation's quorum (typed data SignerEntry);
    /// anyone carries it in. The account belongs to no organisation or is in this one without these roles. A receivable
    /// that was funded before the account is present never accepts its signature. Emits {ParticipantSet} and
    /// {SignersChanged}. Reverts {Expired}, {TooFewConsents}, {NotSigner}, {NotSigned}, {InvalidRoles},
    /// {InvalidParticipant}.
    /// @param roles signer roles it gets beside those it has
    /// @param expiry last second at which this can be carried in
    /// @param consents in ascending order of signers
    function addSigner(
        uint64 organisation,
        address account,
        uint8 roles,
        uint40 expiry,
        Consent[] calldata consents
    ) external;

    /// @notice Takes an account's signer roles away at once. By the account itself, or by its organisation's quorum
    /// (typed data SignerRemoval, which names the present `signerSince` and so counts for this tenure only); anyone
    /// carries it in. The operator does the same by {setParticipant}. The quorum stays what it was: where fewer signers
    /// are left, nobody can be brought in any more. Emits {ParticipantSet} and {SignersChanged}. Reverts {Expired},
    /// {TooFewConsents}, {NotSigner}, {NotSigned}.
    /// @param expiry last second at which this can be carried in
    /// @param consents the account's own alone, or those of the quorum in ascending order of signers
    function removeSigner(address account, uint40 expiry, Consent[] calldata consents) external;

    /// @notice Changes how many present signers decide, 48 hours later; a change that still waits is replaced. By the
    /// organisation's present quorum (typed data QuorumChange); anyone carries it in. Emits {SignersChanged}. Reverts
    /// {Expired}, {TooFewConsents}, {NotSigner}, {NotSigned}, {InvalidQuorum}.
    /// @param expiry last second at which this can be carried in
    /// @param consents in ascending order of signers
    function setQuorum(uint64 organisation, uint8 quorum, uint40 expiry, Consent[] calldata consents) external;

    /// @notice Freezes or frees an account, known or not. Restricted (compliance). Emits {FrozenSet}, also where nothing
    /// changes but the reference. Reverts {MissingReference}.
    /// @param listReference list or order it rests on, not zero
    function setFrozen(address account, bool frozen, bytes32 listReference) external;

    /// @notice The same for all accounts that one list update names. Restricted (compliance). Emits {FrozenSet} for each.
    /// Reverts {MissingReference}.
    function setFrozenBatch(address[] calldata accounts, bool frozen, bytes32 listReference) external;

    /// @notice Everything known about an account; all zero when it is unknown.
    function participant(address account) external view returns (Participant memory);

    /// @notice The same in one word, as stored, for contracts that read it often: from the lowest bit roles (8 bits),
    /// licence (8), frozen (8), organisation (64), licenceExpiry (40), signerSince (40).
    function word(address account) external view returns (uint256);

    /// @notice Whether an account is frozen. Unknown accounts are not.
    function isFrozen(address account) external view returns (bool);

    /// @notice How an organisation decides about its signers, as of now: a change of quorum whose time has come counts.
    function signersOf(uint64 organisation) external view returns (Signers memory);
}
