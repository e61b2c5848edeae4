// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @title Solvency attestation
/// @notice An attester commits to its liabilities by the root of a Merkle sum tree; the assets are counted on chain.
///
/// What an inclusion proof proves: the leaf is below the committed root, and the total of the root is at least the sum
/// along the path. What it does not prove: that every creditor is in the tree, that leaves are not shared between
/// creditors who do not compare them, and that the assets are not borrowed or pledged elsewhere. Only creditors who each
/// check their own leaf, at the same epoch, make the total credible.
contract SolvencyAttestation is BackstopEmitter {
    error NotIncluded();
    error TooManyReserves();
    error ReserveIsThere(address account);
    error UnknownEpoch(uint64 epoch);

    /// @notice Node beside the path of a proof.
    struct Sibling {
        bytes32 hash;
        /// Total of the liabilities below it.
        uint256 sum;
        bool isLeft;
    }

    /// @notice What was committed in one epoch.
    struct Commitment {
        bytes32 liabilitiesRoot;
        uint256 liabilities;
        uint256 assets;
    }

    uint256 private constant MAX_RESERVES = 20;

    IERC20Metadata public immutable asset;
    bytes32 public immutable backstop;
    /// @notice Accounts whose balances are the assets.
    address[] public reserves;
    uint64 public epoch;
    mapping(uint64 => Commitment) public commitmentOf;

    /// @param token Unit of assets and liabilities.
    constructor(IERC20Metadata token) BackstopEmitter("Solvency attestation") {
        asset = token;
        backstop = _newId();
        _registerToken(token);
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.SOLVENCY_ATTESTATION,
            BackstopTypes.LossLayerKind.POSITION_MARGIN,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Solvency attestation"
        );
    }

    /// @notice Counts another account's balance among the assets.
    function addReserve(address account) external onlyOwner {
        uint256 count = reserves.length;
        if (count == MAX_RESERVES) revert TooManyReserves();
        for (uint256 at = 0; at < count; at++) if (reserves[at] == account) revert ReserveIsThere(account);
        reserves.push(account);
    }

    /// @notice Commits to the liabilities of a new epoch and counts the assets. Nothing is proven yet.
    /// @param liabilitiesRoot Root of the Merkle sum tree.
    /// @param liabilities Total that the root commits to, in units of the asset.
    function commit(bytes32 liabilitiesRoot, uint256 liabilities) external onlyOwner {
        epoch += 1;
        commitmentOf[epoch] = Commitment(liabilitiesRoot, liabilities, countAssets());
        _state(epoch, false);
    }

    /// @notice Proves that a liability is in the tree of an epoch.
    /// @param at Epoch.
    /// @param account Creditor.
    /// @param amount Owed to it, in units of the asset.
    /// @param path Siblings from the leaf up.
    function prove(uint64 at, address account, uint256 amount, Sibling[] calldata path) external {
        Commitment memory commitment = commitmentOf[at];
        if (commitment.liabilitiesRoot == 0) revert UnknownEpoch(at);
        bytes32 hash = leafHash(account, amount);
        uint256 sum = amount;
        for (uint256 step = 0; step < path.length; step++) {
            Sibling calldata other = path[step];
            hash = other.isLeft
                ? nodeHash(other.hash, other.sum, hash, sum)
                : nodeHash(hash, sum, other.hash, other.sum);
            sum += other.sum;
        }
        if (hash != commitment.liabilitiesRoot || sum != commitment.liabilities) revert NotIncluded();
        _state(at, true);
    }

    /// @notice Sum of what the reserve accounts hold now.
    function countAssets() public view returns (uint256 sum) {
        for (uint256 at = 0; at < reserves.length; at++) sum += asset.balanceOf(reserves[at]);
    }

    /// @notice Leaf of a creditor; a prefix keeps leaves and nodes apart.
    function leafHash(address account, uint256 amount) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x00), account, amount));
    }

    /// @notice Node over two others.
    function nodeHash(bytes32 left, uint256 leftSum, bytes32 right, uint256 rightSum)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encodePacked(bytes1(0x01), left, leftSum, right, rightSum));
    }

    function _state(uint64 at, bool isVerified) private {
        Commitment memory commitment = commitmentOf[at];
        emit Attested(
            backstop,
            BackstopTypes.Attestation({
                attester: owner(),
                epoch: at,
                assetsRoot: bytes32(0),
                liabilitiesRoot: commitment.liabilitiesRoot,
                asset: address(asset),
                assets: commitment.assets,
                liabilities: commitment.liabilities,
                isVerified: isVerified
            })
        );
    }
}
