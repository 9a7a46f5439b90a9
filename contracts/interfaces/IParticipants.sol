// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Who may take part, in one storage slot per account
/// @notice Calls nothing that a holder supplies. A licence lapses by itself: one second after `licenceExpiry` its
/// holder can fund and receive notes no more, but is still repaid.
interface IParticipants {
    /// @notice What is known about one account.
    /// @param roles bit set of SELLER (1), LENDER (2), WAREHOUSE (4), BUYER (8), PLATFORM (16)
    /// @param licence class of a lender's licence
    /// @param frozen a frozen account takes no part; money due to it is parked as a claim
    /// @param organisation number of the organisation the account belongs to, 0 for none
    /// @param licenceExpiry last second at which the licence holds, unix seconds
    /// @param signerSince when the account got its present roles and organisation, unix seconds
    struct Participant {
        uint8 roles;
        Licence licence;
        bool frozen;
        uint64 organisation;
        uint40 licenceExpiry;
        uint40 signerSince;
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

    /// @notice The zero account and organisation number 0 cannot be entered.
    error InvalidParticipant(address account, uint64 organisation);

    /// @notice Enters or changes an account. `signerSince` becomes the block time when the roles or the organisation
    /// change. Freezing is left as it is. Restricted (operator). Emits {ParticipantSet}. Reverts {InvalidParticipant}.
    /// @param licenceExpiry last second at which the licence holds, unix seconds
    function setParticipant(
        address account,
        uint64 organisation,
        uint8 roles,
        Licence licence,
        uint40 licenceExpiry
    ) external;

    /// @notice Freezes or frees an account. Restricted (compliance). Emits {FrozenSet}.
    function setFrozen(address account, bool frozen, bytes32 listReference) external;

    /// @notice Everything known about an account; all zero when it is unknown.
    function participant(address account) external view returns (Participant memory);

    /// @notice The same in one word, as stored, for contracts that read it often: from the lowest bit roles (8 bits),
    /// licence (8), frozen (8), organisation (64), licenceExpiry (40), signerSince (40).
    function word(address account) external view returns (uint256);

    /// @notice Whether an account is frozen. Unknown accounts are not.
    function isFrozen(address account) external view returns (bool);
}
